/** The few colours of the pictures: readable in print and for colour-blind readers. */
export const ink = {
  text: "#1f2933",
  faint: "#9aa5b1",
  line: "#d9dee4",
  paper: "#ffffff",
} as const;
export const series = ["#0b6bcb", "#c2410c", "#15803d", "#7c3aed", "#a16207", "#be185d"] as const;

type Attributes = Readonly<Record<string, string | number>>;

/** One SVG element; numbers are written with one decimal, so that a picture is the same text everywhere. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === "number" ? short(value) : escapeText(value)}"`,
  );
  const open = `<${name}${written.join("")}`;
  return children.length === 0 ? `${open}/>` : `${open}>${children.join("")}</${name}>`;
}

/** A line of text at a point; `anchor` says which side of the point it is on. */
export const label = (
  x: number,
  y: number,
  text: string,
  { anchor = "start", fill = ink.text, size = 12 }: LabelStyle = {},
): string =>
  element("text", { x, y, "text-anchor": anchor, fill, "font-size": size }, escapeText(text));

interface LabelStyle {
  readonly anchor?: "start" | "middle" | "end";
  readonly fill?: string;
  readonly size?: number;
}

/** A whole picture on white paper, with its title for those who do not see it. */
export function picture(
  { width, height, title }: { width: number; height: number; title: string },
  parts: readonly string[],
): string {
  const root = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${short(width)} ${short(height)}`,
      width,
      height,
      role: "img",
      "font-family": "system-ui, sans-serif",
    },
    `\n${element("title", {}, escapeText(title))}\n`,
    [element("rect", { width, height, fill: ink.paper }), ...parts].join("\n"),
    "\n",
  );
  return `${root}\n`;
}

const short = (value: number): string => String(Math.round(value * 10) / 10);

const escapeText = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
