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
        room.Item("end") is not null ? Finished
        : room.Item("decision") is not null ? Decided
        : room.Entries.Any(e => e.Kind == "response") ? LookingInto
        : room.Item("answerTime") is not { Until: { } until } ? Told
        : until > now ? YourTurn : LookingInto;
}
