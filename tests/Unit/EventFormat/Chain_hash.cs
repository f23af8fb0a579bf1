using System.Text;
using System.Text.Json;
using Coc.EventFormat;
using Coc.EventFormat.Chain;

namespace Coc.Unit.EventFormat;

/// <summary>The two hashes were computed by another program from the description. Stored hashes are for ever: a change here breaks every chain.</summary>
public sealed class Chain_hash
{
    private const string First = "2aaa71bea665414e31ef1d1264e905e2d0fec53c2ab7fca640c20bdc539d901a";
    private const string Second = "4be9dbad05b64915dbc8082c9489249ef54e4c493cc225c19c30f32a332fb218";

    private static readonly Guid Stream = Guid.Parse("0190a0b0-0000-7000-8000-000000000001");
    private static readonly DateTimeOffset At = new(2026, 3, 14, 15, 9, 26, TimeSpan.FromHours(2));

    [Fact]
    public void Runs_over_every_field()
    {
        var link = Link(1, 2) with
        {
            DotNetType = "Coc.X.NoteTaken, Coc.X", At = ChainHash.Cut(At.AddTicks(1234569)), Correlation = "0190a0b0-0000-7000-8000-000000000003", UserName = "account:1",
        };
        var headers = new HeaderTexts(new EventHeaders { Actor = "account:1", PolicyVersion = 3 }).Of(new string('0', 64));

        var hash = ChainHash.Of(ChainHash.Beginning, link, Encoding.UTF8.GetBytes(headers), "{\"title\":\"é\"}"u8);

        Convert.ToHexStringLower(hash).ShouldBe(First);
    }

    [Fact]
    public void Goes_on_from_the_hash_before_and_tells_null_from_empty()
    {
        var hash = ChainHash.Of(Convert.FromHexString(First), Link(2, 4), null, "{}"u8);
        var emptyUser = ChainHash.Of(Convert.FromHexString(First), Link(2, 4) with { UserName = "" }, null, "{}"u8);

        Convert.ToHexStringLower(hash).ShouldBe(Second);
        emptyUser.ShouldNotBe(hash);
    }

    [Fact]
    public void Instants_are_cut_to_microseconds_and_not_rounded() =>
        ChainHash.Instant(ChainHash.Cut(At.AddTicks(9999999))).ShouldBe("2026-03-14T13:09:26.999999Z");

    [Fact]
    public void Headers_are_canonical_with_their_own_hash_in_its_place()
    {
        var id = Guid.Parse("0190a0b0-0000-7000-8000-000000000009");
        var same = new EventHeaders { Actor = "a\"b", Incident = id, PolicyVersion = 3, Role = "chair", Seat = id, TraceParent = "00-1-2-01" };
        var headers = new HeaderTexts(same);

        var text = headers.Of("00", "ff");

        text.ShouldBe(
            $$"""{"actor":"a\"b","h":"ff","incident":"{{id}}","p":"00","policyVersion":3,"role":"chair","seat":"{{id}}","traceparent":"00-1-2-01"}""");
        EventHeaders.Parse(Encoding.UTF8.GetBytes(text)).ShouldBe(same with { H = "ff", P = "00" });
        using var parsed = JsonDocument.Parse(text);
        CanonicalJson.Of(parsed.RootElement, without: "h", exact: true).ShouldBe(Encoding.UTF8.GetBytes(headers.Of("00")));
    }

    [Fact]
    public void Headers_that_say_nothing_are_left_out() =>
        new HeaderTexts(new EventHeaders()).Of("00", "ff").ShouldBe("""{"h":"ff","p":"00"}""");

    private static LinkFields Link(long version, int id) => new(
        "project-a", Stream, version, Guid.Parse($"0190a0b0-0000-7000-8000-00000000000{id}"), "note_taken", null, At, null, null, null);
}
