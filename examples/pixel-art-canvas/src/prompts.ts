/** What a person may like to ask of an AI here, ready to send. */
import type { Prompt } from "@agent-socket/sdk";

export const prompts: readonly Prompt[] = [
  {
    name: "paint_a_sunset",
    description: "A picture to begin with",
    text: "Paint a sunset over the sea on my canvas, use as much of it as you can, and give it a title.",
  },
  {
    name: "draw_together",
    description: "You and the AI in turns",
    text: "Let us draw together. Look at my canvas, add one thing to it, and tell me what I could draw next. I draw by hand; look again before each of your turns.",
  },
  {
    name: "finish_my_drawing",
    description: "The AI goes on where you stopped",
    text: "Look at what I have drawn so far, guess what it is going to be, and finish it without painting over my pixels.",
  },
];
