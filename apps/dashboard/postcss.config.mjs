/** Tailwind turns `src/ui/theme.css` and the class names in `src` into one stylesheet. */
export default { plugins: { "@tailwindcss/postcss": {} } };
