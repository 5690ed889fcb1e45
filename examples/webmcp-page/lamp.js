// A page that speaks WebMCP and knows nothing of links: its tools are registered with the browser alone.
const lamp = document.getElementById("lamp");
const brightness = document.getElementById("brightness");
const colour = document.getElementById("colour");
const COLOURS = [...colour.options].map(({ value }) => value);

function show() {
  lamp.style.setProperty("--brightness", String(brightness.valueAsNumber / 100));
  lamp.dataset.colour = colour.value;
  lamp.ariaLabel = `The lamp: ${colour.selectedOptions[0].text}, ${brightness.value} %`;
}

const state = () => ({ brightness: brightness.valueAsNumber, colour: colour.value });

document.modelContext.registerTool({
  name: "lamp_state",
  title: "Look at the lamp",
  description: "The brightness in percent and the colour.",
  inputSchema: { type: "object", properties: {} },
  annotations: { readOnlyHint: true },
  execute: async () => state(),
});

document.modelContext.registerTool({
  name: "set_lamp",
  title: "Set the lamp",
  description: "Sets the brightness, the colour, or both. What is left out stays as it is.",
  inputSchema: {
    type: "object",
    properties: {
      brightness: { type: "integer", minimum: 0, maximum: 100, description: "Percent; 0 is off" },
      colour: { type: "string", enum: COLOURS },
    },
  },
  execute: async (input) => {
    if (input.brightness !== undefined) brightness.value = String(input.brightness);
    if (input.colour !== undefined) colour.value = input.colour;
    show();
    return state();
  },
});

brightness.addEventListener("input", show);
colour.addEventListener("input", show);
show();
