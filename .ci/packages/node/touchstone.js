#!/usr/bin/env node
// Runs the program; its exit code and its signals are this one's.

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { program } from './program.js';

const child = spawn(program(), process.argv.slice(2), { stdio: 'inherit' });
// A terminal tells both by itself that Ctrl-C was pressed.
process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
