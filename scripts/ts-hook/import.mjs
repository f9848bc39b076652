// What tap loads TypeScript with: esbuild by way of tsx, where tap's own choice would load all of TypeScript in each test file.
import 'tsx';
