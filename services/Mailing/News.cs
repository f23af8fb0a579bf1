using Coc.EventStore;

namespace Coc.Mailing;

/// <summary>That something is new for somebody: one row, one mail at most, however often it is told.</summary>
/// <param name="Id">UUIDv5 of the thing and the person</param>
/// <param name="Recipient">account, or report; where its address is, its service knows</param>
/// <param name="Template">what the mail says: see <see cref="MailTexts"/></param>
/// <param name="Kind">what waits, for the recipient's wishes; never said in a mail</param>
/// <param name="Thing">what waits</param>
/// <param name="Service">who is asked, when the mail goes, whether it still waits for this person; null: nobody</param>
/// <param name="Body">tenant of the thing that guards it</param>
/// <param name="Guard">stream of the thing that guards it</param>
/// <param name="Due">not before, on the domain's clock</param>
public sealed record News(
    Guid Id, Guid Recipient, string Template, string Kind, Guid Thing, string? Service, string? Body, Guid? Guard, bool Urgent, DateTimeOffset Due)
{
    private const string Queueing =
        """
        insert into app.mail_news (id, recipient, template, kind, thing, service, body, guard, urgent, due) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict do nothing
        """;

    /// <summary>Queues it; commits with whatever it speaks of.</summary>
    public StoreStatement Queue() => new("", Queueing, Id, Recipient, Template, Kind, Thing, Service, Body, Guard, Urgent, Due.ToUniversalTime());
}

/// <summary>A mail as far as only the service of its recipient knows it, made when it goes and kept nowhere.</summary>
/// <param name="Address">where to</param>
/// <param name="Language">a language tag; what there are no texts for is English</param>
/// <param name="Code">of an invitation, or for a lost code</param>
public sealed record Letter(string Address, string? Language = null, string? Code = null);

/// <summary>What is to become of the news of one mail.</summary>
/// <param name="Letter">null: nothing goes now</param>
/// <param name="Settled">news that are no longer any, or not for this person any more</param>
/// <param name="Later">news that are to wait, and until when (domain's clock)</param>
public sealed record Judgement(Letter? Letter, IReadOnlyList<Guid> Settled, IReadOnlyDictionary<Guid, DateTimeOffset> Later);

/// <summary>The service that knows the recipients.</summary>
public interface ILetterSource
{
    /// <summary>Asked for every attempt to send: who lost sight of a thing since it was queued is told nothing.</summary>
    /// <exception cref="HttpRequestException">another service cannot be reached: tried again</exception>
    Task<Judgement> JudgeAsync(Guid recipient, IReadOnlyList<News> news, CancellationToken cancellationToken);
}
