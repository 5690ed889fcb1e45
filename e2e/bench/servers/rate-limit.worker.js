/** The platform's rate limiter by the minute: counts in memory, as the real one does on each machine. */
export default ({ limit }) => {
  let counts = new Map();
  let minute = 0;
  return {
    async limit({ key }) {
      const now = Math.floor(Date.now() / 60_000);
      if (now !== minute) counts = new Map();
      minute = now;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return { success: count <= limit };
    },
  };
};
