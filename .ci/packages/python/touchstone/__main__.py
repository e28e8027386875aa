from touchstone import main

main()
