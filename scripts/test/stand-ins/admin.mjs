// Stands in for the commands of both services.
const account = (name) => ({ loginId: name, password: 'p', clientId: `${name}-system`, clientSecret: 's' });
const [command] = process.argv.slice(2);
if (command === 'seed-demo') {
  const accounts = Object.fromEntries(['contractor', 'underwriter', 'admin'].map((name) => [name, account(name)]));
  console.log(JSON.stringify(accounts));
}
