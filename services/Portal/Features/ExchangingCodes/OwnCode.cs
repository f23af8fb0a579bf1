namespace Coc.Portal.Features.ExchangingCodes;

/// <summary>What came of a code that works once: one of the two. Prints nothing of it.</summary>
/// <param name="Receipt">of who reported, or whom it happened to</param>
/// <param name="Room">of who the matter is about</param>
public sealed record OwnCode(string? Receipt, string? Room)
{
    public string Value => Receipt ?? Room ?? "";

    /// <summary>Where it is good.</summary>
    public string Page => Receipt is null ? "room" : "receipt";

    public override string ToString() => nameof(OwnCode);
}
