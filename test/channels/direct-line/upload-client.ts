import { type Answered, type Visitor, visit } from '../../bot/line-client.ts';

export type Sent = { readonly name: string; readonly bytes: Buffer; readonly type?: string };
export type Shown = { readonly contentType: string; readonly contentUrl: string; readonly name: string; readonly thumbnailUrl?: string };

/** Sends as Microsoft's client does: a message as a file called "blob", then the files. */
export async function upload(url: string, to: Visitor, files: readonly Sent[], activity?: object, token = to.token): Promise<Answered> {
  const form = new FormData();
  if (activity !== undefined)
    form.append('activity', new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }), 'blob');
  for (const { name, bytes, type = 'application/octet-stream' } of files)
    form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
  const response = await fetch(`${url}${to.path}/upload?userId=somebody`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body: form,
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Answered['body'] };
}

/** The files of the last message that they sent, as they see them. */
export async function shownOf(to: Visitor): Promise<readonly Shown[]> {
  const echo = (await to.read()).findLast(({ from }) => from.role === 'user');
  return (echo?.attachments ?? []) as readonly Shown[];
}

export async function fetched(url: string | undefined): Promise<{ readonly response: Response; readonly bytes: Buffer }> {
  const response = await fetch(url ?? '');
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** Sends one file, and gives what is kept of it. */
export async function kept(
  server: string,
  name: string,
  bytes: Buffer,
): Promise<{ readonly shown: Shown; readonly response: Response; readonly bytes: Buffer }> {
  const ann = await visit(server);
  const answer = await upload(server, ann, [{ name, bytes }], { type: 'message', text: '' });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  const [shown] = await shownOf(ann);
  return { shown: shown as Shown, ...(await fetched(shown?.contentUrl)) };
}
