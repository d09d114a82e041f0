/** From the body's axis a wrist is mostly no farther off than this, metres. */
export const armLength = 0.8;
/** Nobody in a store is believed to walk faster than this for long, metres a second. */
export const walkingSpeed = 1.6;
