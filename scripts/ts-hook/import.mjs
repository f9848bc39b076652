// What tap loads TypeScript with. Test files reach tap as JavaScript (scripts/build-tests.mjs), so there is nothing to load.
