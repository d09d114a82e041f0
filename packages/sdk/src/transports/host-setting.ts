const nameOrAddress = /^(?:[^\s:/\\@?#%[\]]+|\[?[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f.]*(?:%[0-9A-Za-z._-]+)?\]?)$/;

/** Where a schema takes complaints of settings as a whole; zod's context of `superRefine` is one. */
export interface SettingsComplaints {
  addIssue(issue: { readonly code: "custom"; readonly message: string }): void;
}

/**
 * For `superRefine` of a transport's settings with a `host`. Complains of a host that is more than a name or an address. The complaint is of the settings as a whole: the sdk shows
 * what stands at the path of a complaint, and before an `@` there may be a password.
 */
export function checkHostSetting({ host }: { readonly host?: string | undefined }, context: SettingsComplaints): void {
  if (host === undefined || (host.length <= 255 && nameOrAddress.test(host))) return;
  context.addIssue({
    code: "custom",
    message: "host: expected a host name or address such as 192.168.1.50, and nothing else",
  });
}
