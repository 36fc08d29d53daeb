/** Looking up a submission without signing in. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { NOW, type TestApp, testApp } from "../../test/app.ts";
import { castEmployee } from "../../test/cast-people.ts";
import { createWorkspace } from "../settings/create-workspace.ts";

let app: TestApp;
let clerk: ReturnType<TestApp["with"]>;
/** How long each answer was held back, ms. */
const pauses: number[] = [];
const services = new Map<string, string>();
const offices = new Map<string, string>();

before(async () => {
  const pause = async (milliseconds: number) => void pauses.push(milliseconds);
  app = await testApp({ options: { lookupPace: { now: () => 0, pause } } });
  const { id, roles } = await createWorkspace(app.owner, { name: "ФНС", slug: "registry", preset: "registry" });
  const roleId = roles.get("administrator") ?? "";
  const { token } = await castEmployee(app.owner, { workspaceId: id, name: "clerk", now: NOW }, { roleId });
  clerk = app.with({ authorization: `Bearer ${token}` });
  for (const { id, name } of (await clerk.get("/services?limit=200")).body.items) services.set(name.slice(0, 6), id);
  for (const code of ["0105", "5000", "5001"]) {
    const [found] = (await clerk.get(`/places?search=${code}`)).body.items;
    offices.set(code, found?.id ?? "");
  }
  await submit(
    "0105",
    "Р11001",
    { client: { name: "ООО «Ромашка»", phone: "+7 900 111-22-33" } },
    "1234А",
    "7701234567",
  );
  await submit("0105", "Р21001", { client: { name: "Семёнов Пётр" } }, "77/2", "");
  await submit("5001", "Р13014", { client: { name: "ООО «Ромашка-Юг»" } }, "99", "5001234567");
});
after(() => app.close());

const submit = async (office: string, service: string, more: object, externalId: string, inn: string) => {
  const body = {
    subject: "Представлены документы",
    channel: "visit",
    service: services.get(service),
    place: offices.get(office),
    externalId,
    form: { ...(inn ? { inn } : {}), way: "Лично" },
    ...more,
  };
  const answer = await clerk.post("/tickets", body);
  assert.equal(answer.status, 201, answer.text);
  return answer.body;
};
/** Each question from an address of its own, so that the limit is met where it is tested. */
let asked = 0;
const ask = (body: object, workspace = "registry") => {
  asked += 1;
  const { server } = app;
  return server.inject({
    method: "POST",
    url: `/api/v1/lookup/${workspace}`,
    remoteAddress: `10.0.${Math.floor(asked / 200)}.${(asked % 200) + 1}`,
    payload: body,
  });
};
const found = async (body: object) =>
  (await ask(body)).json().items.map(({ applicant }: { applicant: string }) => applicant);

describe("the public lookup", () => {
  it("[R-PUB-01, R-SUBJ-01, R-OFF-07] tells anybody who knows the office and one key, for both kinds of applicants", async () => {
    const company = "ООО «Ромашка»";
    assert.deepEqual(await found({ office: "0105", number: "1234А" }), [company]);
    assert.deepEqual(await found({ office: "0105", number: "1" }), [company]);
    assert.deepEqual(await found({ office: "0105", code: "7701234567" }), [company]);
    assert.deepEqual(await found({ office: "0105", applicant: "ромашка" }), [company]);
    assert.deepEqual(await found({ office: "0105", applicant: "семенов" }), ["Семёнов Пётр"]);
    assert.deepEqual(await found({ office: "5001", applicant: "ромашка" }), ["ООО «Ромашка-Юг»"]);
    assert.deepEqual(await found({ office: "5000", applicant: "ромашка" }), []);
  });

  it("takes the incoming number with small letters and spaces, as it is typed on a telephone", async () => {
    for (const number of ["1234а", " 1234 А", "1234 а "]) {
      assert.deepEqual(await found({ office: "0105", number }), ["ООО «Ромашка»"]);
    }
    assert.deepEqual(await found({ office: "0105", number: "1234Б" }), []);
  });

  it("answers applicant, kind, form, office, dates and status, and nothing else about a person", async () => {
    const answer = await ask({ office: "0105", number: "1234А" });
    assert.deepEqual(answer.json(), {
      items: [
        {
          applicant: "ООО «Ромашка»",
          kind: "Юридическое лицо",
          form: "Р11001 Создание юридического лица",
          office: { code: "0105", name: "Межрайонная ИФНС России №1 по Республике Адыгея" },
          submittedAt: NOW.toISOString(),
          // Three days of the preset's working hours, the last of which was a shorter Friday.
          dueAt: "2026-10-19T10:15:00.000Z",
          status: { en: "Submitted", ru: "Представлено" },
          statusAt: NOW.toISOString(),
        },
      ],
      more: false,
    });
  });

  it("follows the status with its date", async () => {
    app.clock.set("2026-10-15T08:00:00Z");
    await clerk.post("/tickets/1/move", { to: "under_review" });
    const [item] = (await ask({ office: "0105", number: "1234А" })).json().items;
    assert.deepEqual([item.status.en, item.statusAt], ["Under review", "2026-10-15T08:00:00.000Z"]);
    app.clock.set(NOW);
  });

  it("narrows by the period of submission, in days of the desk", async () => {
    const period = (more: object) => found({ office: "0105", applicant: "ромашка", ...more });
    assert.equal((await period({ from: "2026-10-14", to: "2026-10-14" })).length, 1);
    assert.equal((await period({ from: "2026-10-15" })).length, 0);
    assert.equal((await period({ to: "2026-10-13" })).length, 0);
  });

  it("takes the same time and answers in the same shape whether or not there is a submission", async () => {
    pauses.length = 0;
    const bodies = [{ number: "1234А" }, { number: "nothing" }, { code: "0" }, { applicant: "никого такого" }];
    const answers = await Promise.all(bodies.map((body) => ask({ office: "0105", ...body })));
    const unknown = await ask({ office: "9999", number: "1" });
    for (const answer of [...answers, unknown]) {
      assert.equal(answer.statusCode, 200);
      assert.deepEqual(Object.keys(answer.json()), ["items", "more"]);
    }
    assert.deepEqual(pauses, [250, 250, 250, 250, 250]);
  });

  it("asks for exactly one key, and for three letters of a name", async () => {
    const refused = async (body: object) => (await ask({ office: "0105", ...body })).json().refusals?.[0]?.code;
    assert.equal(await refused({}), "one-of-three");
    assert.equal(await refused({ number: "1", code: "2" }), "one-of-three");
    for (const applicant of ["ан", "1234", "%%%", "а1б2"])
      assert.equal(await refused({ applicant }), "too-few-letters");
    assert.deepEqual(await found({ office: "0105", applicant: "___" }).catch(() => []), []);
  });

  it("is limited per address", async () => {
    const { server } = app;
    const once = () =>
      server.inject({
        method: "POST",
        url: "/api/v1/lookup/registry",
        remoteAddress: "192.0.2.7",
        payload: { office: "0105", number: "none" },
      });
    for (let turn = 0; turn < 20; turn += 1) assert.equal((await once()).statusCode, 200);
    const last = await once();
    assert.equal(last.statusCode, 429);
    assert.ok(Number(last.headers["retry-after"]) > 0);
  });

  it("is there only where a desk has switched it on", async () => {
    for (const workspace of ["quarter", "nowhere"]) {
      assert.equal((await ask({ office: "0105", number: "1" }, workspace)).statusCode, 404);
      assert.equal((await app.as(null).get(`/lookup/${workspace}`)).status, 404);
    }
    const { publicLookup } = (await clerk.get("/workspace")).body.settings;
    await clerk.patch("/workspace", { settings: { publicLookup: null } });
    assert.equal((await ask({ office: "0105", number: "1" })).statusCode, 404);
    await clerk.patch("/workspace", { settings: { publicLookup } });
    assert.equal((await ask({ office: "0105", number: "1" })).statusCode, 200);
  });
});

describe("the offices", () => {
  const list = async (search = "") => (await app.as(null).get(`/lookup/registry?search=${search}`)).body.offices;

  it("calls things by the words of its desk", async () => {
    const { words } = (await app.as(null).get("/lookup/registry")).body;
    assert.deepEqual([words.office?.ru, words.code?.en], ["Инспекция", "OGRN or INN"]);
  });

  it("[R-OFF-02, R-OFF-05, R-OFF-08] are offered in the order of their codes, and found by the beginning of a code", async () => {
    const all = await list();
    assert.deepEqual([all.length, all[0]?.code, all.at(-1)?.code], [280, "0105", "9901"]);
    const region = await list("50");
    assert.equal(region.filter(({ code }) => code.startsWith("50")).length, 38);
  });

  it("[R-OFF-03, R-OFF-09] keep the zeros of their codes, and directorates are marked", async () => {
    const [office] = (await clerk.get("/places?search=0300")).body.items;
    assert.deepEqual([office?.code, office?.tags], ["0300", ["управление"]]);
    assert.equal(office?.address, "0300 - УФНС России по Республике Бурятия");
  });

  it("[R-OFF-04] have a code each of its own", async () => {
    const answer = await clerk.post("/places", { kind: "site", name: "Ещё одна", code: "0105" });
    assert.equal(answer.status, 409, answer.text);
    const added = await clerk.post("/places", { kind: "site", name: "Ещё одна", code: "0106" });
    assert.deepEqual([added.body.code, added.body.address], ["0106", "0106 - Ещё одна"]);
    const renamed = await clerk.patch(`/places/${added.body.id}`, { code: "0107" });
    assert.equal(renamed.body.address, "0107 - Ещё одна");
    assert.equal((await clerk.patch(`/places/${added.body.id}`, { code: "0105" })).status, 409);
    await clerk.delete(`/places/${added.body.id}`);
  });
});
