using System.Text.Json.Serialization;

namespace Coc.Intake.Domain;

/// <summary>An apology that lies on somebody's page (P12). They read it, or not; nobody else is told which, the panel no more than who wrote it.</summary>
/// <param name="Answer">read, no; null: nothing said yet</param>
/// <param name="Words">null when erased</param>
internal sealed record OwnApology(Guid Id, DateTimeOffset At, string? Answer, [property: JsonIgnore] string? Words)
{
    public const string Read = "read";

    public static readonly string[] Answers = [Read, "no"];

    /// <summary>Shown to who wants to read it, as long as they want to.</summary>
    public string? Text => Answer == Read ? Words : null;
}

/// <summary>Which apology somebody means, on the page or in the room.</summary>
internal static class Apologies
{
    /// <summary>Of items in a room, and of what is written there.</summary>
    public const string Entry = "apology";

    /// <summary>The one named, or the only one; null: there is none, or more than one.</summary>
    public static OwnApology? Meant(IReadOnlyList<OwnApology> all, Guid? named) => named is { } id ? all.FirstOrDefault(a => a.Id == id) : all is [var only] ? only : null;

    /// <summary>Where one may be written now, or written anew.</summary>
    public static bool IsOpen(RoomItem item) => item is { Kind: Entry, State: "open" or "returned" };

    /// <summary>The same for a room.</summary>
    public static RoomItem? Meant(RoomState room, Guid? named) =>
        named is { } id ? room.Items.FirstOrDefault(i => i.Kind == Entry && i.Id == id) : room.Items.Where(IsOpen).ToList() is [var only] ? only : null;

    public static RoomRefusal? Refused(RoomItem? meant, RoomState room) => meant is not null && IsOpen(meant) && !WaitsFor(meant, room) ? null
        : new("noRoomForIt", "P12", "There is no room for an apology here now. Nobody waits for one, and nothing depends on it.");

    // Written, and the case has not said yet that it heard.
    private static bool WaitsFor(RoomItem item, RoomState room) => room.Entries.Any(e => e.Kind == Entry && e.About == item.Id && e.At >= item.ChangedAt);
}
