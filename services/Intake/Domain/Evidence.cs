using Coc.EventStore;

namespace Coc.Intake.Domain;

/// <summary>What is known of a file beside its content; under the same data key as the content.</summary>
/// <param name="Name">as the sender's machine called it, made harmless</param>
/// <param name="Size">of the original, in bytes</param>
/// <param name="Sha256">of the original, lower-case hex (R8)</param>
/// <param name="Type">what the content looks like, whatever it was called</param>
/// <param name="Declared">the type the sender's machine named</param>
/// <param name="Lies">name or declared type promise another type than the content shows</param>
/// <param name="Source">where it was found, as stated</param>
/// <param name="CapturedAt">when it was copied from there, as stated</param>
internal sealed record EvidenceFacts(string Name, long Size, string Sha256, string Type, string? Declared, bool Lies, string? Source, DateTimeOffset? CapturedAt);

/// <summary>A piece of evidence and where it belongs.</summary>
/// <param name="Report">the report it came with; null when a committee brought it, or an accused person sent it</param>
/// <param name="Facts">null when erased</param>
/// <param name="Room">the room it was sent from</param>
internal sealed record EvidencePiece(Guid Id, Guid? Report, DateTimeOffset At, EvidenceFacts? Facts, Guid? Room = null)
{
    /// <summary>Sent to who decides this appeal: nobody else of those who handle the report knows of it (P15).</summary>
    public Guid? Appeal { get; init; }

    /// <param name="appeal">the appeal the asking case decides</param>
    public bool IsFor(Guid? appeal) => Appeal is null || Appeal == appeal;
}

/// <summary>What may be kept, so that nobody fills the vault for others.</summary>
internal static class EvidenceLimits
{
    /// <summary>Most bytes of one file.</summary>
    public const long File = 25L * 1024 * 1024;

    /// <summary>Most files of one report, or of one room.</summary>
    public const int Files = 50;

    /// <summary>Most bytes of all files of one report, or of one room.</summary>
    public const long Total = 10 * File;

    public static EvidenceRefusal Erased { get; } = new("erased", "P19", "What was sent here before has been erased; nothing more can be kept with it.");

    /// <summary>Why one sender's file is one too many; null when it is not.</summary>
    public static EvidenceRefusal? Of(IReadOnlyList<EvidencePiece> sent, long size) =>
        sent.Count >= Files ? new("evidenceFull", "R8", $"We keep {Files} files from one person; tell us in a message where more can be found.")
        : sent.Sum(e => e.Facts?.Size ?? 0) + size > Total ? new("evidenceFull", "R8", $"The files of one person hold {Total / 1024 / 1024} MB together; tell us in a message where more can be found.")
        : null;
}

/// <summary>A rule does not allow it; becomes 409.</summary>
internal sealed record EvidenceRefusal(string Code, string Rule, string Detail);

/// <summary>What happens to a piece of evidence after it came, in its own stream of tenant <c>*intake*</c>.</summary>
internal abstract record EvidenceEvent
{
    private EvidenceEvent()
    {
    }

    /// <summary>A seat brought it for its case; under the panel's key of this stream.</summary>
    /// <param name="Sealed">SHA-256 over the sealed blocks in order: the chain vouches for what lies in the vault, also when the key is gone</param>
    internal sealed record EvidenceBrought(Guid Case, Guid Seat, Sensitive<EvidenceFacts> Facts, string Sealed) : EvidenceEvent;

    /// <summary>A seat locked it away (P10): no preview, no copy, no transfer.</summary>
    internal sealed record EvidenceQuarantined(Guid Case, Guid Seat) : EvidenceEvent;

    /// <summary>A seat would have it out again; a second one is needed.</summary>
    internal sealed record EvidenceReleaseAgreed(Guid Case, Guid Seat) : EvidenceEvent;

    /// <summary>Two seats agreed.</summary>
    internal sealed record EvidenceReleased(Guid Case, Guid Seat) : EvidenceEvent;
}
