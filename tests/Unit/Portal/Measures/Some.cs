using System.Text.Json;
using Coc.Portal.Pages.Measures;
using Coc.Portal.Talking;

namespace Coc.Unit.Portal.Measures;

/// <summary>Measures as the API would answer them.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly Guid Mine = Guid.Parse("0198c0de-0000-7000-8000-00000000000a");
    public static readonly Guid Others = Guid.Parse("0198c0de-0000-7000-8000-00000000000b");

    public static Me Me { get; } = new(Guid.NewGuid(), "Ira", [new MySeat(Mine, "sextant", "member")]);

    public static SeatWords Seats { get; } = new(Me, new Dictionary<Guid, string> { [Others] = "Juno" });

    public static SanctionView Sanction(string state = "active", string basis = "own", bool named = true) => new(
        Guid.Parse("0198c0de-0000-7000-8000-000000000001"), named ? new PersonNamed(Guid.NewGuid(), "quiet heron") : null, "suspension", "suspension",
        new ScopeView(JsonSerializer.SerializeToElement(new[] { "sextant" }), ["chat:sextant"]), Now.AddDays(-10), Now.AddDays(30), "onRequest", state, "sextant",
        new OriginView(Guid.NewGuid(), "sextant"), basis, false, Now.AddDays(-9), null, null);

    public static OrderOfMeasure Order(string state, DateTimeOffset? due = null) => new(Guid.NewGuid(), "sextant", "chat:sextant", state, due, null, null);
}
