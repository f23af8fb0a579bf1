namespace Coc.Portal.Features.AnsweringConflicts;

/// <summary>A question about ties, as the API shows it: where, when, who as stated; never what happened, nor who said so (P1).</summary>
/// <param name="Notice">it is about a decision that another body offers</param>
/// <param name="LentTo">a body with too few people asks for help</param>
/// <param name="Affected">for who has answered</param>
/// <param name="Seen">sent back with the answer: which list it is an answer to</param>
/// <param name="Answer">what was said already: none, soft</param>
/// <param name="Case">once it may be opened</param>
public sealed record ConflictRequest(
    Guid Request, Guid? Notice, string? LentTo, IReadOnlyList<string>? Projects, string? Event, DateTimeOffset Received, IReadOnlyList<StatedPerson>? Subjects, IReadOnlyList<string>? Affected,
    string? Seen, DateTimeOffset? Due, DateTimeOffset? RemindedAt, string? Answer, Guid? Case)
{
    /// <summary>One of which nothing can be shown just now but the form that answers it.</summary>
    internal static ConflictRequest Unknown(Guid request, string? seen) => new(request, null, null, null, null, default, null, null, seen, null, null, null, null);
}

/// <summary>Somebody as they were stated, not verified.</summary>
public sealed record StatedPerson(IReadOnlyList<string>? Accounts, string? Name);

/// <summary>The questions of one body.</summary>
public sealed record RequestsOfBody(string Slug, string Name, IReadOnlyList<ConflictRequest> Items, string? Next);

/// <summary>What an answer leads to.</summary>
public sealed record Answered(Guid? Case, Guid? Notice, Guid? Engagement);
