namespace Coc.Cases.Domain;

/// <summary>What is proposed, shown to people before it is decided, for them to say what they think of it (R45).</summary>
/// <param name="Until">what comes later is not awaited; nothing waits for it anyway</param>
internal sealed record CommentRequest(Guid Id, IReadOnlyList<CommentAsking> Asked, DateTimeOffset Until, Guid By, DateTimeOffset At)
{
    public const string Open = "open";
    public const string Over = "ended";

    /// <summary>What was on the table when they were asked; with it, what is asked ends. Empty: it is about no proposal.</summary>
    public IReadOnlyList<Guid> About { get; init; } = [];

    /// <summary>It was decided, what it is about is off the table, or the case went elsewhere.</summary>
    public bool Ended { get; init; }

    /// <summary>On whose page it stands: another seat approved the text to them.</summary>
    public IReadOnlyList<Guid> Shown { get; init; } = [];

    public IReadOnlyList<Comment> Comments { get; init; } = [];

    public bool IsOpen(DateTimeOffset now) => !Ended && now < Until;
}

/// <summary>One person who is asked.</summary>
/// <param name="Thread">their report, or page</param>
/// <param name="Communication">the text to them, which another seat approves</param>
internal sealed record CommentAsking(Guid Thread, Guid Communication);

/// <param name="Entry">in the person's thread, where the words are</param>
internal sealed record Comment(Guid Thread, Guid Entry, DateTimeOffset At);
