/** Made up: the real guarantee companies are not ours to speak for. */
export const demoIssuer = {
  id: 'mihon',
  name: '見本建設業保証株式会社',
  prefix: '12',
  mailFrom: '見本建設業保証株式会社 <no-reply@mihon.example.jp>',
};
