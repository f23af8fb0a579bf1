using Coc.EventStore;
using Coc.Identity.Features.ChoosingNotifications;
using Coc.Identity.Features.Inviting;
using Coc.Mailing;
using Coc.Platform.Configuration;
using Coc.Platform.Time;
using Npgsql;

namespace Coc.Identity.Notifying;

/// <summary>Letters to accounts: the address is looked up, and whether the thing still waits is asked, when a mail goes.</summary>
internal sealed class AccountLetters(NpgsqlDataSource database, Audience audience, WishTable wishes, ServiceSettings settings, DomainClock clock, TimeProvider time) : ILetterSource
{
    private const string InvitationOpen =
        "select 1 from app.invitations i join app.accounts a on a.id = i.account and a.password_hash is null where i.id = $1 and i.used is null and i.expires > $2";

    public async Task<Judgement> JudgeAsync(Guid recipient, IReadOnlyList<News> news, CancellationToken cancellationToken)
    {
        var address = await database.CreateBatch().Add("select email from app.accounts where id = $1", recipient).ScalarAsync(cancellationToken) as string;
        return !MailSettings.IsAddress(address) ? new(null, [.. news.Select(n => n.Id)], Nothing)
            : news is [{ Template: MailTexts.Invitation } invitation] ? await InviteAsync(address!, invitation, cancellationToken)
            : await WaitingAsync(address!, recipient, news, cancellationToken);
    }

    private static IReadOnlyDictionary<Guid, DateTimeOffset> Nothing { get; } = new Dictionary<Guid, DateTimeOffset>();

    private async Task<Judgement> WaitingAsync(string address, Guid account, IReadOnlyList<News> news, CancellationToken cancellationToken)
    {
        var (wanted, now) = (await wishes.OfAsync(account, cancellationToken), clock.GetUtcNow());
        var settled = new List<Guid>();
        var later = new Dictionary<Guid, DateTimeOffset>();
        foreach (var item in news)
        {
            if (wanted.ChoiceOf(item.Kind) == Wishes.Off
                || !await audience.IsForAsync(new(item.Kind, item.Thing, item.Service!, item.Body!, item.Guard!.Value), account, cancellationToken))
            {
                settled.Add(item.Id);
            }
            else if (!item.Urgent && wanted.AfterQuiet(now) is var end && end > now)
            {
                later[item.Id] = end; // the server was away, and now it is night
            }
        }

        return new(settled.Count + later.Count < news.Count ? new Letter(address) : null, settled, later);
    }

    // The code is computed and stands nowhere; an invitation that was used, or is over, needs no mail.
    private async Task<Judgement> InviteAsync(string address, News news, CancellationToken cancellationToken) =>
        await database.CreateBatch().Add(InvitationOpen, news.Thing, time.GetUtcNow()).ScalarAsync(cancellationToken) is not null
            ? new(new Letter(address, Code: InvitationCode.Of(settings.Pepper, news.Thing)), [], Nothing)
            : new(null, [news.Id], Nothing);
}
