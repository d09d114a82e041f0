const longest = 300;

/**
 * Makes text of a camera fit for messages and `info`: one line of at most 300 characters, without userinfo in addresses
 * and without the user's name.
 */
export function textCleaner(username: string | undefined): (text: string) => string {
  return (text) => {
    const line = text
      .slice(0, 4 * longest)
      .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ")
      .replaceAll(/\/\/[^/?#@\s]*@/g, "//")
      .trim();
    return (username === undefined ? line : line.replaceAll(username, "***")).slice(0, longest);
  };
}
