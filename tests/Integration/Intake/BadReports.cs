using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Coc.Integration.Intake;

/// <summary>Every bad input gets its code and stores nothing.</summary>
public sealed class BadReports(IntakeApp intake) : IClassFixture<IntakeApp>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, int, string, string?> Bodies => new()
    {
        { "not JSON", "{\"description\":", 400, "malformedJson", null },
        { "nothing", "", 400, "malformedJson", null },
        { "null", "null", 400, "malformedJson", null },
        { "an array", "[]", 400, "malformedJson", null },
        { "a number for a text", """{"description":5}""", 400, "malformedJson", "description" },
        { "a text for a list", """{"description":"d","projects":"sextant"}""", 400, "malformedJson", "projects" },
        { "a text for an object", """{"description":"d","occurred":"yesterday"}""", 400, "malformedJson", "occurred" },
        { "not an instant", """{"description":"d","occurred":{"from":"last May"}}""", 400, "malformedJson", "occurred.from" },
        { "not a seat id", """{"description":"d","exclude":[{"seat":"Kai"}]}""", 400, "malformedJson", "exclude[0].seat" },
        { "nesting 5,000 deep", """{"description":"d","x":""" + new string('[', 5000) + new string(']', 5000) + "}", 400, "malformedJson", null },
        { "no description", "{}", 400, "validation", "description" },
        { "null description", """{"description":null}""", 400, "validation", "description" },
        { "blank description", """{"description":" \n\t "}""", 400, "validation", "description" },
        { "description too long", $$"""{"description":"{{new string('x', 100_001)}}"}""", 400, "validation", "description" },
        { "unknown project", """{"description":"d","projects":["nowhere"]}""", 400, "validation", "projects[0]" },
        { "a foundation as project", """{"description":"d","projects":["sextant","orrery"]}""", 400, "validation", "projects[1]" },
        { "null project", """{"description":"d","projects":[null]}""", 400, "validation", "projects[0]" },
        { "unknown event", """{"description":"d","event":"nowhere"}""", 400, "validation", "event" },
        { "unknown body addressed", """{"description":"d","addressTo":"nowhere"}""", 400, "validation", "addressTo" },
        { "51 projects", $$"""{"description":"d","projects":[{{string.Join(',', Enumerable.Repeat("\"sextant\"", 51))}}]}""", 400, "validation", "projects" },
        { "10,000 subjects", $$"""{"description":"d","subjects":[{{string.Join(',', Enumerable.Repeat("{}", 10_000))}}]}""", 400, "validation", "subjects" },
        { "10,000 unknown projects", $$"""{"description":"d","projects":[{{string.Join(',', Enumerable.Repeat("\"n\"", 10_000))}}]}""", 400, "validation", "projects" },
        { "21 accounts", $$"""{"description":"d","subjects":[{"accounts":[{{string.Join(',', Enumerable.Repeat("\"a:b\"", 21))}}]}]}""", 400, "validation", "subjects[0].accounts" },
        { "not a space", """{"description":"d","spaces":["the chat room"]}""", 400, "validation", "spaces[0]" },
        { "ends before it starts", """{"description":"d","occurred":{"from":"2026-03-02T09:00:00Z","to":"2026-03-02T08:59:59Z"}}""", 400, "validation", "occurred.to" },
        { "unknown reporter kind", """{"description":"d","reporter":{"kind":"secret"}}""", 400, "validation", "reporter.kind" },
        { "unknown kind", """{"description":"d","kind":"gossip"}""", 400, "validation", "kind" },
        { "unknown consent", """{"description":"d","consent":{"parent":"perhaps"}}""", 400, "validation", "consent.parent" },
        { "an exclusion of nobody", """{"description":"d","exclude":[{}]}""", 400, "validation", "exclude[0]" },
        { "NUL", """{"description":"a\u0000b"}""", 400, "invalidText", "description" },
        { "half a character", """{"description":"a\ud800b"}""", 400, "invalidText", "description" },
        { "half a character in a list", """{"description":"d","subjects":[{"accounts":["\udc00"]}]}""", 400, "invalidText", null },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_bad_body_is_refused_with_its_code(string what, string body, int status, string code, string? path)
    {
        what.ShouldNotBeEmpty();
        await RefusedAsync(IntakeApp.Json(body), status, code, path);
    }

    [Fact]
    public async Task Invalid_utf8_is_malformed() =>
        await RefusedAsync(Bytes([.. "{\"description\":\"a"u8, 0xC3, 0x28, .. "\"}"u8], "application/json"), 400, "malformedJson");

    [Fact]
    public async Task Five_megabytes_are_too_large() =>
        await RefusedAsync(IntakeApp.Json($$"""{"description":"{{new string('x', 5 * 1024 * 1024)}}"}"""), 413, "tooLarge");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Another_content_type_is_refused(string? type) =>
        await RefusedAsync(Bytes("{\"description\":\"d\"}"u8.ToArray(), type), 415, "unsupportedMediaType");

    [Fact]
    public async Task A_short_key_is_refused_without_sign_in() =>
        await RefusedAsync(IntakeApp.Json("""{"description":"d"}"""), 400, "idempotencyKeyTooShort", key: new string('k', 31));

    [Fact]
    public async Task Size_and_type_are_judged_before_the_key()
    {
        await RefusedAsync(Bytes("{}"u8.ToArray(), "text/plain"), 415, "unsupportedMediaType", key: "short");
        await RefusedAsync(IntakeApp.Json(new string(' ', 2 * 1024 * 1024)), 413, "tooLarge", key: "short");
    }

    [Fact]
    public async Task The_limits_themselves_are_allowed()
    {
        var (_, receipt) = await intake.FileAsync(new
        {
            description = new string('x', 100_000),
            projects = Enumerable.Repeat("sextant", 50),
            spaces = Enumerable.Repeat("github:sextant", 50),
            subjects = Enumerable.Repeat(new { accounts = Enumerable.Repeat("github:a", 20) }, 50),
            affected = Enumerable.Repeat(new { self = false, name = "n" }, 50),
            @event = "orrerycon", addressTo = "orrery",
            occurred = new { from = "2026-03-02T09:00:00Z", to = "2026-03-02T09:00:00Z" },
            unknownMember = "is ignored",
        });

        receipt.ShouldNotBeEmpty();
    }

    private async Task RefusedAsync(HttpContent content, int status, string code, string? path = null, string? key = null)
    {
        var before = await intake.EventsAsync();
        using var http = intake.App.AsPublic();
        if (key is not null)
        {
            http.DefaultRequestHeaders.Add("Idempotency-Key", key);
        }

        using var response = await http.PostAsync("/api/reports", content, Token);

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        ((int)response.StatusCode).ShouldBe(status, problem.ToString());
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("traceId").GetString().ShouldNotBeNullOrEmpty();
        if (path is not null)
        {
            problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldContain(path);
        }

        (await intake.EventsAsync()).ShouldBe(before);
    }

    private static ByteArrayContent Bytes(byte[] bytes, string? type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        return content;
    }
}
