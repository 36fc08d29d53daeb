import type { Random } from "./random.ts";

/** What the photos of the demo show. */
export const PICTURES = [
  "leak",
  "tap",
  "radiator",
  "lamp",
  "lift",
  "rubbish",
  "crack",
  "meter",
  "paper",
  "terminal",
  "router",
  "printer",
] as const;
export type PictureKind = (typeof PICTURES)[number];

export const WIDTH = 560;
export const HEIGHT = 420;

/** The scene as SVG of 560 × 420, a little different each time. */
export function pictureOf(kind: PictureKind, random: Random): string {
  const wall = `hsl(${random.int(20, 220)} ${random.int(6, 22)}% ${random.int(62, 80)}%)`;
  const floor = `hsl(${random.int(15, 45)} ${random.int(8, 25)}% ${random.int(30, 46)}%)`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 560 420">
    <defs>
      <radialGradient id="light" cx="${random.int(25, 75)}%" cy="${random.int(5, 35)}%" r="95%">
        <stop offset="0" stop-color="#fff" stop-opacity=".45"/><stop offset="1" stop-color="#000" stop-opacity=".5"/>
      </radialGradient>
      <linearGradient id="steel" x1="0" y1="0" x2="1" y2="1">
        <stop offset="0" stop-color="#f4f6f8"/><stop offset=".5" stop-color="#9aa3ab"/><stop offset="1" stop-color="#59636c"/>
      </linearGradient>
    </defs>
    <rect width="560" height="420" fill="${wall}"/>
    <g transform="rotate(${random.int(-4, 4)} 280 210) translate(${random.int(-20, 20)} ${random.int(-12, 12)})">
      ${SCENES[kind](random, floor)}
    </g>
    <rect width="560" height="420" fill="url(#light)"/>
  </svg>`;
}

type Scene = (random: Random, floor: string) => string;

const times = (count: number, draw: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => draw(index)).join("");
const drop = (x: number, y: number, size: number): string =>
  `<path d="M${x} ${y} q${size} ${size * 1.6} 0 ${size * 2.2} q${-size} ${-size * 0.6} 0 ${-size * 2.2}" fill="#bfe0f5" opacity=".9"/>`;

const SCENES: Record<PictureKind, Scene> = {
  leak: (random) => {
    const [x, y] = [random.int(180, 380), random.int(90, 160)];
    const stain = (size: number, colour: string, opacity: number) =>
      `<ellipse cx="${x}" cy="${y}" rx="${size}" ry="${size * 0.62}" fill="${colour}" opacity="${opacity}"/>`;
    return `<rect x="-40" y="-40" width="640" height="260" fill="#e9e6df"/>${stain(150, "#c9b48a", 0.55)}${stain(110, "#a98f5e", 0.45)}
      ${stain(60, "#7e6a45", 0.5)}<path d="M-40 220 H600" stroke="#b9b3a6" stroke-width="9"/>
      ${times(9, () => drop(x + random.int(-70, 70), y + random.int(10, 200), random.int(4, 8)))}`;
  },
  tap: (random, floor) => `<rect x="-40" y="300" width="640" height="200" fill="${floor}"/>
      ${times(9, (i) => `<path d="M${i * 70 - 20} -20 V300 M-40 ${i * 60} H600" stroke="#fff" opacity=".35" stroke-width="2"/>`)}
      <rect x="252" y="170" width="34" height="150" rx="10" fill="url(#steel)"/>
      <path d="M268 178 q0 -70 88 -66 q38 3 38 52 v22 h-26 v-20 q0 -26 -26 -26 q-46 0 -46 40" fill="url(#steel)"/>
      <rect x="196" y="150" width="70" height="22" rx="11" fill="url(#steel)"/>
      ${drop(381, random.int(196, 215), 8)}${drop(381, random.int(250, 285), 9)}
      <ellipse cx="380" cy="344" rx="${random.int(60, 95)}" ry="18" fill="#cfe6f2" opacity=".7"/>`,
  radiator: (random, floor) => `<rect x="-40" y="352" width="640" height="140" fill="${floor}"/>
      <rect x="60" y="20" width="440" height="90" fill="#cfe3ee" stroke="#f7f7f4" stroke-width="16"/>
      ${times(9, (i) => `<rect x="${84 + i * 42}" y="160" width="34" height="170" rx="12" fill="#f1efe9" stroke="#b7b3a8" stroke-width="3"/>`)}
      <path d="M40 186 H90 M40 306 H90 M44 20 V330" stroke="#d9d5c9" stroke-width="13" fill="none"/>
      <rect x="${random.int(230, 300)}" y="205" width="86" height="44" rx="6" fill="#333"/>
      <text x="${random.int(246, 290)}" y="236" font-family="monospace" font-size="30" fill="#7cf29a">${random.int(15, 19)}.${random.int(0, 9)}</text>`,
  lamp: (random) => `<rect x="-40" y="-40" width="640" height="500" fill="#24262c"/>
      <path d="M-40 300 L200 210 H360 L600 300 V460 H-40 Z" fill="#1a1b20"/>
      ${times(6, (i) => `<path d="M${60 + i * 26} ${420 - i * 34} h${320 - i * 40}" stroke="#33363f" stroke-width="10"/>`)}
      <circle cx="280" cy="96" r="40" fill="#474a52" stroke="#6a6e78" stroke-width="5"/><circle cx="280" cy="96" r="${random.int(10, 18)}" fill="#8d8664"/>
      <rect x="${random.int(380, 420)}" y="190" width="70" height="150" fill="#3a3027"/>`,
  lift: (
    random,
  ) => `<rect x="90" y="-20" width="300" height="460" fill="url(#steel)"/><path d="M240 -20 V440" stroke="#3d454c" stroke-width="5"/>
      <rect x="430" y="150" width="62" height="130" rx="8" fill="#d7dade" stroke="#80888f" stroke-width="3"/>
      <circle cx="461" cy="190" r="17" fill="#fff" stroke="${random.pick(["#c0392b", "#888"])}" stroke-width="5"/><circle cx="461" cy="240" r="17" fill="#fff" stroke="#888" stroke-width="5"/>
      <rect x="190" y="10" width="100" height="44" fill="#111"/><text x="212" y="44" font-family="monospace" font-size="34" fill="#ff5340">${random.pick(["--", "E4", "E7", "0"])}</text>
      <rect x="150" y="180" width="170" height="80" fill="#fffbe8"/><path d="M165 205 h140 M165 225 h110 M165 243 h125" stroke="#555" stroke-width="5"/>`,
  rubbish: (random, floor) => `<rect x="-40" y="250" width="640" height="240" fill="${floor}"/>
      ${times(random.int(8, 12), () => {
        const [x, y, size] = [random.int(80, 470), random.int(220, 350), random.int(28, 62)];
        const colour = `hsl(${random.int(0, 360)} ${random.int(10, 45)}% ${random.int(22, 62)}%)`;
        return `<path d="M${x} ${y} q${-size} ${size} ${-size * 0.4} ${size * 1.2} h${size} q${size * 0.7} ${-size * 0.4} ${-size * 0.6} ${-size * 1.2}" fill="${colour}"/>`;
      })}
      <rect x="${random.int(150, 300)}" y="190" width="110" height="80" fill="#b58a52" stroke="#8b6738" stroke-width="4"/>`,
  crack: (random) => {
    const start = random.int(180, 360);
    let [x, y] = [start, -20];
    const path = times(13, () => {
      x += random.int(-34, 36);
      y += random.int(22, 40);
      return ` L${x} ${y}`;
    });
    return `<rect x="-40" y="250" width="640" height="220" fill="#7f9a86"/><path d="M${start} -30 ${path}" fill="none" stroke="#3f3a35" stroke-width="7"/>
      <path d="M${start} -30 ${path}" fill="none" stroke="#857a6d" stroke-width="2" transform="translate(6 3)"/>
      ${times(14, () => `<circle cx="${x + random.int(-130, 130)}" cy="${random.int(330, 400)}" r="${random.int(2, 9)}" fill="#d8d3c8"/>`)}`;
  },
  meter: (
    random,
  ) => `<circle cx="280" cy="205" r="152" fill="#b9bec4" stroke="#7d858c" stroke-width="10"/><circle cx="280" cy="205" r="124" fill="#f7f7f2"/>
      <rect x="-40" y="186" width="170" height="42" fill="#a7824f"/><rect x="432" y="186" width="170" height="42" fill="#a7824f"/>
      <rect x="182" y="150" width="196" height="52" rx="5" fill="#111"/>
      <text x="190" y="190" font-family="monospace" font-size="40" fill="#fff">00${random.int(100, 999)}<tspan fill="#ff6b5e">${random.int(100, 999)}</tspan></text>
      <text x="228" y="140" font-family="sans-serif" font-size="19" fill="#333">${random.pick(["СВК-15", "ВСХ-15", "СГВ-15"])}</text>
      <path d="M280 262 l${random.int(-30, 30)} -34" stroke="${random.pick(["#c0392b", "#1f5fa8"])}" stroke-width="7"/><circle cx="280" cy="262" r="34" fill="none" stroke="#888" stroke-width="3"/>`,
  paper: (
    random,
  ) => `<rect x="-60" y="-60" width="700" height="560" fill="#6d5a45"/><rect x="120" y="-10" width="330" height="450" fill="#fbfaf5"/>
      <text x="250" y="50" font-family="serif" font-size="32" fill="#222">АКТ</text>
      ${times(11, (i) => `<path d="M150 ${86 + i * 24} h${random.int(170, 270)}" stroke="#444" stroke-width="4" opacity=".75"/>`)}
      <circle cx="360" cy="352" r="46" fill="none" stroke="#3556a8" stroke-width="6" opacity=".7"/>
      <path d="M170 372 q30 -50 60 -4 t60 -10" fill="none" stroke="#24408e" stroke-width="5"/>`,
  terminal: (
    random,
    floor,
  ) => `<rect x="-40" y="290" width="640" height="200" fill="${floor}"/><rect x="150" y="40" width="260" height="300" rx="18" fill="#30343a"/>
      <rect x="172" y="64" width="216" height="96" fill="${random.pick(["#d9e6da", "#dfe7f4"])}"/>
      <text x="186" y="100" font-family="monospace" font-size="24" fill="#a11">ОШИБКА</text><text x="186" y="138" font-family="monospace" font-size="24" fill="#222">${random.pick(["КОД 3707", "НЕТ СВЯЗИ", "КОД 9051", "ФН 0x14"])}</text>
      ${times(12, (i) => `<rect x="${182 + (i % 3) * 70}" y="${182 + Math.floor(i / 3) * 38}" width="56" height="28" rx="5" fill="#5b626b"/>`)}
      <path d="M200 40 q40 -70 150 -44 l-14 44 z" fill="#fdfdf8"/>`,
  router: (
    random,
    floor,
  ) => `<rect x="-40" y="270" width="640" height="220" fill="${floor}"/><rect x="110" y="200" width="340" height="86" rx="12" fill="#23272d"/>
      <path d="M150 200 L120 60 M410 200 L440 60" stroke="#1b1e23" stroke-width="14"/>
      ${times(6, (i) => `<circle cx="${160 + i * 44}" cy="243" r="8" fill="${i === 1 || random.chance(0.25) ? "#ff4433" : i === 0 ? "#39e06a" : "#3b4149"}"/>`)}
      <path d="M300 286 q30 90 160 96" fill="none" stroke="#d9b23a" stroke-width="8"/>`,
  printer: (
    random,
    floor,
  ) => `<rect x="-40" y="320" width="640" height="160" fill="${floor}"/><rect x="100" y="150" width="360" height="180" rx="14" fill="#e3e5e8" stroke="#9aa0a7" stroke-width="4"/>
      <path d="M170 150 l26 -110 h170 l26 110 z" fill="#fff" stroke="#c8cbd0" stroke-width="3"/>
      <path d="M165 296 h230 l18 84 h-266 z" fill="#fbfbf8"/>${times(7, (i) => `<rect x="${190 + i * 27}" y="300" width="${random.int(3, 12)}" height="76" fill="#333" opacity=".5"/>`)}
      <rect x="350" y="176" width="84" height="36" fill="#1d2c22"/><text x="358" y="200" font-family="monospace" font-size="16" fill="#8ff0a4">${random.pick(["JAM 02", "TONER 5%", "ERROR"])}</text>`,
};
