# For .ci/gateways and .ci/atlas to source: gateways from PyPI, and the built program that judges them.
set -euo pipefail
packages=.build/gateways

# Builds the program for release; its path is then in $touchstone.
build_touchstone() {
  swift build -c release --product touchstone | tail -1
  touchstone=$PWD/$(swift build -c release --show-bin-path | sed "s|^$PWD/||")/touchstone
}

# Puts packages into an environment of their own, once, and leads $PATH there: install NAME PACKAGE...
install() {
  local name=$1
  shift
  [ -d "$packages/$name" ] || python3 -m venv "$packages/$name"
  "$packages/$name/bin/pip" install -q "$@" || return
  export PATH=$PWD/$packages/$name/bin:$PATH
}

# The packages of a gateway in a version: install_gateway NAME VERSION [ENVIRONMENT]
install_gateway() {
  case $1 in
    # It needs PyYAML and doesn't say so.
    openai-forward) install "${3:-$1}" "openai-forward==$2" pyyaml ;;
    # Without prisma its proxy can't say that a key is wrong.
    litellm) install "${3:-$1}" "litellm[proxy]==$2" prisma ;;
    image-api-openai) install "${3:-$1}" "image-api-openai==$2" ;;
    *)
      echo "no gateway is called $1: openai-forward, litellm, image-api-openai"
      return 2
      ;;
  esac
}
