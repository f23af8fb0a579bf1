namespace Coc.Portal.Features.WorkingFromOutside;

/// <summary>What somebody from outside sees of their engagement: before they said that nothing speaks against it, whom it is about; after it, what they are asked to do.</summary>
/// <param name="As">mediator, investigator, adviser</param>
/// <param name="Seen">stands for the list of persons; the answer sends it back</param>
/// <param name="Answer">none, soft; null: not answered yet</param>
public sealed record Engagement(
    Guid Id, string As, DateTimeOffset Until, DateTimeOffset? Received = null, DateTimeOffset? Due = null, string? Event = null, string? Seen = null, string? Answer = null, string? CodeName = null,
    string? Task = null)
{
    public IReadOnlyList<string> Projects { get; init; } = [];

    public IReadOnlyList<StatedPerson> Subjects { get; init; } = [];

    public IReadOnlyList<string> Included { get; init; } = [];

    public IReadOnlyList<SentWord> Words { get; init; } = [];
}

/// <summary>Whom it is about, as stated and not verified.</summary>
public sealed record StatedPerson(string? Label = null, string? Name = null, IReadOnlyList<string>? Accounts = null);

/// <summary>What was written to the panel already.</summary>
public sealed record SentWord(DateTimeOffset At, string? Text = null);
