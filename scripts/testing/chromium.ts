import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../root.js';

export interface Unpacked {
  executable: string;
  /** What the program needs to find its libraries and a Japanese font. */
  env: Record<string, string>;
}

/** Chromium as it comes with npm, unpacked once per checkout, whole or not at all: test files run side by side. */
export async function unpackChromium(): Promise<Unpacked> {
  const { version } = JSON.parse(readFileSync(join(packageOf('@sparticuz/chromium'), 'package.json'), 'utf8'));
  const folder = join(root, 'node_modules', '.cache', `chromium-${version}`);
  if (!existsSync(folder)) await unpackInto(folder);
  const fonts = join(folder, 'fonts.conf');
  const libraries = join(folder, 'al2023', 'lib');
  return { executable: join(folder, 'chromium'), env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: fonts } };
}

async function unpackInto(folder: string): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  const half = mkdtempSync(`${folder}.`);
  try {
    // It unpacks into the folder for temporary files, and its libraries only where it believes to run as a function of AWS.
    const unpack = "import('@sparticuz/chromium').then((chromium) => chromium.default.executablePath())";
    const env = { ...process.env, TMPDIR: half, AWS_EXECUTION_ENV: 'nodejs22.x', AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' };
    await promisify(execFile)(process.execPath, ['-e', unpack], { cwd: root, env });
    writeFileSync(join(half, 'fonts.conf'), fontsConfiguration(folder));
    renameSync(half, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

/** Only this font: pages look the same on every machine. */
function fontsConfiguration(folder: string): string {
  const fonts = packageOf('@expo-google-fonts/noto-sans-jp');
  const aliases = ['sans-serif', 'monospace', 'serif'].map(
    (family) =>
      `<alias binding="same"><family>${family}</family><prefer><family>Noto Sans JP</family></prefer></alias>`,
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${['400Regular', '700Bold'].map((weight) => `<dir>${join(fonts, weight)}</dir>`).join('\n')}
<cachedir>${join(folder, 'font-cache')}</cachedir>
${aliases.join('\n')}
</fontconfig>
`;
}

function packageOf(name: string): string {
  return join(root, 'node_modules', name);
}
