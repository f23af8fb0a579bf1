using System.Text;
using System.Text.Json.Nodes;
using Coc.EndToEnd.Calling;
using Coc.EndToEnd.Running;

namespace Coc.EndToEnd.Failing;

/// <summary>What a client may get wrong: each has its code, none is a 500, nothing is half stored.</summary>
public sealed class BadInputTests(RunningSystem system)
{
    private const string Reports = "/api/reports";

    public static TheoryData<string, int, string, string> Bodies => new()
    {
        { "malformed", 400, "malformedJson", """{"description": "x" """ },
        { "not an object", 400, "malformedJson", "[]" },
        { "nothing", 400, "malformedJson", "" },
        { "null", 400, "malformedJson", "null" },
        { "wrong type of text", 400, "malformedJson", """{"description": 7}""" },
        { "wrong type of list", 400, "malformedJson", """{"description": "x", "projects": "sextant"}""" },
        { "wrong type of truth", 400, "malformedJson", """{"description": "x", "safetyConcern": "yes"}""" },
        { "wrong instant", 400, "malformedJson", """{"description": "x", "occurred": {"from": "yesterday"}}""" },
        { "missing description", 400, "validation", """{"projects": ["sextant"]}""" },
        { "null description", 400, "validation", """{"description": null}""" },
        { "blank description", 400, "validation", """{"description": "   \n\t"}""" },
        { "unknown project", 400, "validation", """{"description": "x", "projects": ["no-such-project"]}""" },
        { "interval that ends before it starts", 400, "validation", """{"description": "x", "occurred": {"from": "2026-03-02T09:00:00Z", "to": "2026-03-01T09:00:00Z"}}""" },
        { "unknown kind of reporter", 400, "validation", """{"description": "x", "reporter": {"kind": "ghost"}}""" },
        { "unknown kind", 400, "validation", """{"description": "x", "kind": "rumour"}""" },
        { "NUL", 400, "invalidText", """{"description": "a\u0000b"}""" },
        { "unpaired surrogate", 400, "invalidText", """{"description": "a\ud800b"}""" },
        { "null among projects", 400, "validation", """{"description": "x", "projects": [null]}""" },
        { "null among subjects", 400, "validation", """{"description": "x", "subjects": [null]}""" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_bad_body_gets_its_code(string what, int status, string code, string body) =>
        ProblemOf(await PostAsync(Encoding.UTF8.GetBytes(body)), status, code, what);

    [Fact]
    public async Task Text_over_its_limit_is_refused_and_at_its_limit_taken()
    {
        var over = await system.Anyone().PostAsync(Reports, new { description = new string('x', 100_001) });
        ProblemOf(over, 400, "validation", "100,001 characters");
        over.Json["errors"]!["description"].ShouldNotBeNull();
        (await system.Anyone().PostAsync(Reports, new { description = new string('x', 100_000) })).Expect(201);
    }

    [Fact]
    public async Task Ten_thousand_subjects_are_refused() =>
        ProblemOf(await system.Anyone().PostAsync(Reports, new { description = "x", subjects = Enumerable.Range(0, 10_000).Select(i => new { accounts = new[] { $"github:a{i}" } }) }), 400, "validation", "10,000 subjects");

    [Fact]
    public async Task Too_many_accounts_of_one_subject_are_refused() =>
        ProblemOf(await system.Anyone().PostAsync(Reports, new { description = "x", subjects = new[] { new { accounts = Enumerable.Range(0, 21).Select(i => $"github:a{i}") } } }), 400, "validation", "21 accounts");

    [Fact]
    public async Task Invalid_UTF8_is_malformed() =>
        ProblemOf(await PostAsync([.. "{\"description\": \""u8, 0xFF, 0xFE, .. "\"}"u8]), 400, "malformedJson", "invalid UTF-8");

    [Fact]
    public async Task Nesting_5000_deep_is_malformed() =>
        ProblemOf(await PostAsync(Encoding.UTF8.GetBytes(new string('[', 5000) + new string(']', 5000))), 400, "malformedJson", "5,000 deep");

    [Fact]
    public async Task Five_megabytes_are_too_large() =>
        ProblemOf(await PostAsync(Encoding.UTF8.GetBytes($$"""{"description": "{{new string('x', 5_000_000)}}"}""")), 413, "tooLarge", "5 MB");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData(null)]
    public async Task Another_content_type_is_unsupported(string? type) =>
        ProblemOf(await system.Anyone().PostRawAsync(Reports, """{"description": "x"}"""u8.ToArray(), type), 415, "unsupportedMediaType", type ?? "none");

    [Fact]
    public async Task Unknown_members_are_let_be() => (await PostAsync("""{"description": "x", "colour": "blue"}"""u8.ToArray())).Expect(201);

    [Theory]
    [InlineData("/api/no-such-thing")]
    [InlineData("/internal/visible")]
    [InlineData("/internal/reports/00000000-0000-0000-0000-000000000001/subjects")]
    [InlineData("/internal/clock")]
    public async Task What_the_door_does_not_lead_to_is_404(string path) => ProblemOf(await system.Anyone().GetAsync(path), 404, "notFound", path);

    [Fact]
    public async Task Nothing_of_a_refused_report_reaches_a_committee()
    {
        var seat = await system.AsAsync("ira@sextant.example");
        var before = (await seat.AllAsync("/api/bodies/sextant/conflict-requests")).Count;
        var draft = Reporter.Draft(system.Canary, ["sextant"], Person.New(system.Canary));
        draft["description"] = "";

        (await system.Anyone().PostAsync(Reports, draft)).Expect(400, "validation");

        var marker = await Reporter.FileAsync(system, ["sextant"]);
        await (await Committee.OfSextantAsync(system)).RequestAsync(seat, marker.Report);
        (await seat.AllAsync("/api/bodies/sextant/conflict-requests")).Count.ShouldBe(before + 1);
    }

    [Fact]
    public async Task Bad_bodies_of_signed_in_calls_are_told_after_the_wall()
    {
        var reporter = await Reporter.FileAsync(system, ["sextant"]);
        var committee = await Committee.OfSextantAsync(system);
        var work = await committee.TakeUpAsync(reporter.Report, committee.Seats[0]);
        var path = $"/api/cases/{work.Id}/acknowledge";

        ProblemOf(await committee.Seats[0].PostRawAsync(path, "{"u8.ToArray()), 400, "malformedJson", "malformed");
        ProblemOf(await committee.Seats[0].PostAsync(path, new { message = " " }), 400, "validation", "blank");
        ProblemOf(await committee.Seats[0].PostRawAsync(path, "hello"u8.ToArray(), "text/plain"), 415, "unsupportedMediaType", "text");
        ProblemOf(await (await system.AsAsync("vera@astrolabe.example")).PostRawAsync(path, "{"u8.ToArray()), 404, "notFound", "behind the wall");
        ProblemOf(await system.Anyone().PostRawAsync(path, "{"u8.ToArray()), 401, "signInRequired", "nobody");
    }

    private Task<Answer> PostAsync(byte[] body) => system.Anyone().PostRawAsync(Reports, body);

    private static void ProblemOf(Answer answer, int status, string code, string what)
    {
        ((int)answer.Status).ShouldBe(status, $"{what}: {answer.Text}");
        foreach (var member in new[] { "type", "title", "status", "code", "traceId" })
        {
            answer.Json[member].ShouldNotBeNull($"{what}: no {member} in {answer.Text}");
        }

        ((string?)answer.Json["code"]).ShouldBe(code, what);
        if (code is "validation")
        {
            answer.Json["errors"].ShouldBeOfType<JsonObject>().Count.ShouldBeGreaterThan(0, what);
        }
    }
}
