namespace Coc.Intake.Domain;

/// <summary>The five states an accused person sees (P24). They follow from what was released and what the person did, never from what the panel does behind its wall.</summary>
internal static class RoomWords
{
    public const string Told = "told";
    public const string YourTurn = "yourTurn";
    public const string LookingInto = "lookingInto";
    public const string Decided = "decided";
    public const string Finished = "finished";

    public static string Of(RoomState room, DateTimeOffset now) =>
        room.IsFinished ? Finished
        : room.AskedAnew is { } asked && asked.Until > now && !room.Entries.Any(e => e.Kind == "response" && e.At > asked.ChangedAt) ? YourTurn
        : room.Stands("decision") ? Decided
        : room.Entries.Any(e => e.Kind == "response" && !(e.At <= room.ReopenedAt)) ? LookingInto
        : room.Item("answerTime") is not { Until: { } until } ? room.ReopenedAt is null ? Told : LookingInto
        : until > now ? YourTurn : LookingInto;
}
