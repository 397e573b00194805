/** What people write, in an order that a conversation could have; each of them leads somewhere else in the bot. */
export const SAYINGS = [
  'my iphone backup keeps failing',
  'it says error 4013',
  'wifi is fine',
  'about 3 gb free',
  'yes it is on the newest version',
  'how do i check how much storage i have left?',
  'no that did not help',
  'what does error 14 mean',
  'it worked!',
  'my android restore is stuck at 50 percent',
  'i already tried that',
  'start over',
] as const;
