// What tap loads TypeScript with: esbuild by way of tsx, where tap's own choice would load all of TypeScript in each test file.
// Said outright, since tsx by itself registers in the main thread alone, and our presses print on threads of their own.
import { register } from 'tsx/esm/api';

register();
