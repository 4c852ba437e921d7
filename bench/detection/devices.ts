import { DAY, type Instant } from '../../lib/kernel/instant';
import { customsOf } from './places';
import { Random } from './random';

/** A machine as a page sees it. Browser versions move with time; all else is the machine's own. */
export type Machine = {
  token: string;
  form: 'computer' | 'phone';
  platform: string;
  browser: string;
  languages: readonly string[];
  keyboard: string;
  screen: string;
  gpu: string;
  cores: number;
  memoryGb: number;
  fonts: string;
  canvas: string;
  hints: readonly Hint[];
};
export type Hint = 'remote_desktop' | 'virtual_machine' | 'virtual_gpu' | 'rdp_screen' | 'port_3389' | 'uniform_key_lag' | 'no_pointer_inertia' | 'kvm_switch' | 'spoofed_user_agent' | 'anti_detect_browser' | 'impossible_pair';

type Build = { weight: number; platform: string; form: Machine['form']; gpus: readonly Weighted[]; screens: readonly Weighted[]; cores: readonly Weighted[]; memory: readonly Weighted[]; browsers: readonly Weighted[] };
type Weighted = readonly [value: string, weight: number];

const PC_SCREENS: readonly Weighted[] = [['1920x1080', 46], ['1366x768', 14], ['1536x864', 13], ['2560x1440', 8], ['1600x900', 4], ['1280x720', 3], ['1440x900', 3], ['1680x1050', 2.5], ['1920x1200', 3], ['3840x2160', 2], ['2560x1080', 0.8], ['3440x1440', 1.1], ['1280x1024', 0.9]];
const MAC_SCREENS: readonly Weighted[] = [['1440x900', 30], ['1512x982', 22], ['1728x1117', 14], ['1470x956', 12], ['1680x1050', 7], ['2560x1440', 8], ['1920x1080', 6], ['1800x1169', 2]];
const PC_GPUS: readonly Weighted[] = [['Intel UHD Graphics', 17], ['Intel Iris Xe Graphics', 14], ['Intel UHD Graphics 620', 10], ['NVIDIA GeForce RTX 3060', 6], ['NVIDIA GeForce GTX 1650', 8], ['AMD Radeon Graphics', 11], ['NVIDIA GeForce RTX 4060', 4], ['NVIDIA GeForce RTX 3050', 5], ['Intel HD Graphics 520', 5], ['NVIDIA GeForce GTX 1060', 3], ['AMD Radeon RX 580', 3], ['Intel HD Graphics 4000', 2], ['NVIDIA GeForce RTX 4070', 2], ['AMD Radeon RX 6600', 2], ['Intel Arc A380', 0.4], ['NVIDIA Quadro P620', 0.5], ['NVIDIA GeForce GT 1030', 1.2]];

const BUILDS: readonly Build[] = [
  { weight: 52, platform: 'Windows 11', form: 'computer', gpus: PC_GPUS, screens: PC_SCREENS, cores: [['8', 38], ['12', 20], ['4', 14], ['16', 14], ['6', 8], ['20', 4], ['24', 2]], memory: [['8', 44], ['16', 20], ['4', 9], ['32', 4]], browsers: [['Chrome', 70], ['Edge', 18], ['Firefox', 8], ['Opera', 3], ['Brave', 1]] },
  { weight: 21, platform: 'Windows 10', form: 'computer', gpus: PC_GPUS, screens: PC_SCREENS, cores: [['4', 40], ['8', 32], ['2', 8], ['12', 12], ['6', 8]], memory: [['8', 52], ['4', 30], ['16', 10]], browsers: [['Chrome', 76], ['Edge', 10], ['Firefox', 9], ['Opera', 5]] },
  { weight: 19, platform: 'macOS', form: 'computer', gpus: [['Apple M1', 32], ['Apple M2', 24], ['Apple M3', 16], ['Apple M1 Pro', 10], ['Apple M4', 7], ['Intel Iris Plus Graphics', 8], ['Apple M2 Pro', 3]], screens: MAC_SCREENS, cores: [['8', 66], ['10', 18], ['4', 10], ['12', 6]], memory: [['8', 64], ['16', 36]], browsers: [['Chrome', 58], ['Safari', 36], ['Firefox', 4], ['Brave', 2]] },
  { weight: 7, platform: 'Linux', form: 'computer', gpus: [['Mesa Intel UHD Graphics 620', 30], ['AMD Radeon Graphics (radeonsi)', 26], ['NVIDIA GeForce GTX 1660', 16], ['Mesa Intel Xe Graphics', 20], ['NVIDIA GeForce RTX 3060', 8]], screens: PC_SCREENS, cores: [['8', 44], ['4', 24], ['16', 20], ['12', 12]], memory: [['8', 60], ['16', 32], ['4', 8]], browsers: [['Chrome', 55], ['Firefox', 43], ['Brave', 2]] },
];
const PHONES: readonly Build[] = [
  { weight: 64, platform: 'Android 15', form: 'phone', gpus: [['Adreno 610', 16], ['Mali-G57', 26], ['Adreno 619', 14], ['Mali-G68', 12], ['Adreno 740', 8], ['Mali-G52', 18], ['Adreno 660', 6]], screens: [['360x800', 36], ['412x915', 26], ['393x873', 18], ['384x854', 8], ['412x892', 12]], cores: [['8', 100]], memory: [['4', 40], ['8', 44], ['6', 16]], browsers: [['Chrome', 84], ['Samsung Internet', 13], ['Firefox', 3]] },
  { weight: 36, platform: 'iOS 18', form: 'phone', gpus: [['Apple GPU', 100]], screens: [['390x844', 44], ['393x852', 24], ['375x812', 14], ['428x926', 12], ['430x932', 6]], cores: [['6', 78], ['4', 22]], memory: [['4', 60], ['8', 40]], browsers: [['Safari', 88], ['Chrome', 12]] },
];

function drawn(random: Random, from: readonly Weighted[]): string {
  return random.weighted(from, ([, weight]) => weight)[0];
}

/** A machine as the market sells them: common builds are common, and some font lists and canvases are like nobody else's. */
export function machine(random: Random, country: string, form: Machine['form'] = 'computer'): Machine {
  const build = random.weighted(form === 'computer' ? BUILDS : PHONES, (one) => one.weight);
  const gpu = drawn(random, build.gpus);
  const customs = customsOf(country);
  const office = random.zipf(form === 'computer' ? 7 : 2);
  // Fonts follow the system, its language and the office suite; a quarter have installed something of their own.
  const fonts = random.chance(form === 'computer' ? 0.26 : 0.02) ? random.hex(16) : digest(`${build.platform}/${customs.keyboard}/${office}`);
  // A canvas follows the graphics and the system; drivers make a few variants of each.
  const canvas = random.chance(0.12) ? random.hex(16) : digest(`${build.platform}/${gpu}/${random.zipf(4)}`);
  return {
    token: `dv_${random.code(16)}`,
    form,
    platform: build.platform,
    browser: drawn(random, build.browsers),
    languages: random.chance(0.22) ? ['en-US', ...customs.languages] : customs.languages,
    keyboard: form === 'phone' ? 'touch' : random.chance(0.15) ? 'us' : customs.keyboard,
    screen: drawn(random, build.screens),
    gpu,
    cores: Number(drawn(random, build.cores)),
    memoryGb: Number(drawn(random, build.memory)),
    fonts,
    canvas,
    hints: [],
  };
}

/** A computer that anybody may sit down at: a library's, a copy shop's. */
export function publicMachine(seed: string, place: { city: string; country: string }, random: Random): Machine {
  return machine(new Random(`${seed}/library/${place.city}/${random.zipf(8)}`), place.country);
}

/** The same machine in a browser made to look like many: most of what it says is plausible, some of it cannot be. */
export function disguised(own: Machine, random: Random): Machine {
  return { ...own, token: `dv_${random.code(16)}`, hints: [...own.hints, ...random.shuffled(['anti_detect_browser', 'impossible_pair', 'spoofed_user_agent'] as const).slice(0, 2)] };
}

/** Workstations made from one image: equal in everything a page sees, each with a token of its own. */
export function cloneOf(original: Machine, random: Random): Machine {
  return { ...original, token: `dv_${random.code(16)}` };
}

/** The same machine seen through a remote desktop or inside a virtual one. */
export function throughRemote(own: Machine, random: Random, hints: readonly Hint[]): Machine {
  const looks = random.chance(0.6) ? { gpu: random.pick(['SwiftShader', 'Microsoft Basic Render Driver', 'llvmpipe', 'VMware SVGA 3D']), screen: random.pick(['1280x800', '1344x756', '1600x900', '1920x1080']) } : {};
  return { ...own, ...looks, hints };
}

const EPOCH = Date.UTC(2024, 0, 1);

/** Browser with its version of the day, as a page reports it. */
export function browserAt(own: Machine, at: Instant): { browser: string; userAgent: string } {
  const months = Math.max(0, Math.floor((at - EPOCH) / (28 * DAY)));
  const chrome = 120 + months;
  const apple = 17 + Math.floor(months / 13);
  const os = own.platform.startsWith('Windows') ? 'Windows NT 10.0; Win64; x64' : own.platform === 'macOS' ? 'Macintosh; Intel Mac OS X 10_15_7' : own.platform === 'Linux' ? 'X11; Linux x86_64' : own.platform.startsWith('Android') ? 'Linux; Android 10; K' : 'iPhone; CPU iPhone OS 18_5 like Mac OS X';
  if (own.browser === 'Firefox') return { browser: `Firefox ${chrome + 1}`, userAgent: `Mozilla/5.0 (${os}; rv:${chrome + 1}.0) Gecko/20100101 Firefox/${chrome + 1}.0` };
  if (own.browser === 'Safari') return { browser: `Safari ${apple}`, userAgent: `Mozilla/5.0 (${os}) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${apple}.0 Safari/605.1.15` };
  const suffix = own.browser === 'Edge' ? ` Edg/${chrome}.0.0.0` : own.browser === 'Opera' ? ` OPR/${chrome - 15}.0.0.0` : '';
  return { browser: `${own.browser} ${chrome}`, userAgent: `Mozilla/5.0 (${os}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${chrome}.0.0.0${own.form === 'phone' ? ' Mobile' : ''} Safari/537.36${suffix}` };
}

/** Sixteen hexadecimal digits for a build: the same build, the same digest, on every machine and in every world. */
function digest(text: string): string {
  let high = 0x811c9dc5;
  let low = 0xc2b2ae35;
  for (let index = 0; index < text.length; index += 1) {
    high = Math.imul(high ^ text.charCodeAt(index), 0x01000193);
    low = Math.imul(low ^ text.charCodeAt(index), 0x85ebca6b);
  }
  return (high >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0');
}
