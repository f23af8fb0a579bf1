using System.Text;
using System.Text.Json;
using Coc.EventFormat.Chain;

namespace Coc.Unit.EventFormat;

public sealed class Headers_of_an_event
{
    [Theory]
    [InlineData("""{"h":"ff","p":"00","role":"chair","seat":"0190a0b0-0000-7000-8000-000000000009","actor":"account:1","incident":"0190a0b0-0000-7000-8000-000000000008","traceparent":"00-1-2-01","policyVersion":3}""")]
    [InlineData("""{"policyVersion": 3, "h": "ff", "somebody else's": {"h": "00", "seat": [1, 2]}, "role": "a\"b"}""")]
    [InlineData("""{"h":null,"seat":null,"policyVersion":null,"role":null}""")]
    [InlineData("{}")]
    public void Reading_a_stream_finds_what_is_there_but_for_the_previous_hash_and_the_actor(string text)
    {
        var json = Encoding.UTF8.GetBytes(text);

        EventHeaders.ParseContext(json).ShouldBe(EventHeaders.Parse(json)! with { P = null, Actor = null });
    }

    [Fact]
    public void An_event_of_somebody_else_may_have_none() => EventHeaders.ParseContext(null).ShouldBeNull();

    [Theory]
    [InlineData("[]")]
    [InlineData("\"h\"")]
    public void What_is_no_object_is_refused(string text) => Should.Throw<JsonException>(() => EventHeaders.ParseContext(Encoding.UTF8.GetBytes(text)));
}
