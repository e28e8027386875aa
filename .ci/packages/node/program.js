// Where the program is: in the package of this system, which npm chose among the optional ones.

import { createRequire } from 'node:module';

export function program() {
  const name = `touchstone-gateways-${process.platform}-${process.arch}`;
  try {
    return createRequire(import.meta.url).resolve(`${name}/bin/touchstone`);
  } catch {
    throw new Error(`${name} is not installed: there is no program for this system, or npm left optional packages out`);
  }
}
