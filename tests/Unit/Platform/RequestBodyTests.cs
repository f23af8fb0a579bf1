using System.Text;
using System.Text.Json;
using Coc.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace Coc.Unit.Platform;

public sealed class RequestBodyTests
{
    [Theory]
    [InlineData("{", "malformedJson")]
    [InlineData("", "malformedJson")]
    [InlineData("null", "malformedJson")]
    [InlineData("""{"text": 5}""", "malformedJson")]
    [InlineData("""{"number": "5"}""", "malformedJson")]
    [InlineData("""{"text": "a\u0000b"}""", "invalidText")]
    [InlineData("""{"text": "\ud800"}""", "invalidText")]
    [InlineData("""{"inner": {"text": "\udc00x"}}""", "invalidText")]
    [InlineData("""{"any": ["\ud800"]}""", "invalidText")]
    [InlineData("""{"any": {"a\u0000": 1}}""", "invalidText")]
    [InlineData("""{"any": [[1, {"a": {"b": "\u0000"}}]]}""", "invalidText")]
    public async Task Every_kind_of_bad_json_has_its_code(string body, string code) =>
        (await RefusalOf(Encoding.UTF8.GetBytes(body))).Code.ShouldBe(code);

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_malformed() => (await RefusalOf([.. "{\"text\":\""u8, 0xC3, 0x28, .. "\"}"u8])).Code.ShouldBe("malformedJson");

    [Fact]
    public async Task Nesting_without_end_is_malformed() =>
        (await RefusalOf(Encoding.UTF8.GetBytes("{\"any\":" + new string('[', 5000) + new string(']', 5000) + "}"))).Code.ShouldBe("malformedJson");

    [Fact]
    public async Task A_megabyte_is_the_most()
    {
        var problem = await RefusalOf(Encoding.UTF8.GetBytes("{\"text\":\"" + new string('a', RequestBody.Limit) + "\"}"));
        (problem.Status, problem.Code).ShouldBe((413, "tooLarge"));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task Another_content_type_is_refused_first(string? type)
    {
        var problem = await RefusalOf("{"u8.ToArray(), type);
        (problem.Status, problem.Code).ShouldBe((415, "unsupportedMediaType"));
    }

    [Fact]
    public async Task Members_nobody_asked_for_are_ignored() =>
        (await Context("""{"text":"héllo 👋","more":{"deep":[1]}}"""u8.ToArray(), "application/json; charset=utf-8").ReadAsync<Request>()).Text.ShouldBe("héllo 👋");

    private static async Task<Problem> RefusalOf(byte[] body, string? type = "application/json") =>
        (await Should.ThrowAsync<ProblemException>(() => Context(body, type).ReadAsync<Request>())).Problem;

    private static DefaultHttpContext Context(byte[] body, string? type) =>
        new() { Request = { Body = new MemoryStream(body), ContentType = type, Method = "POST" } };

    [Fact]
    public async Task What_is_kept_as_it_came_comes_whole() =>
        (await Context("""{"any":[{"a":"é"},null,2.5],"text":"x"}"""u8.ToArray(), "application/json").ReadAsync<Request>())
            .ShouldSatisfyAllConditions(r => r.Any!.Value.GetRawText().ShouldBe("""[{"a":"é"},null,2.5]"""), r => r.Text.ShouldBe("x"));

    private sealed record Request(string? Text, int? Number, Request? Inner, JsonElement? Any);
}
