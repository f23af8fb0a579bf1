using Coc.Identity.Accounts;
using Coc.Identity.Storing;
using Coc.Mailing;
using Coc.Platform.Http;
using Coc.Platform.Security;

namespace Coc.Identity.Features.ChoosingNotifications;

/// <summary>What is shown: the wishes, and whether mail goes out at all.</summary>
/// <param name="Mail">false: no mail server is configured here</param>
internal sealed record NotificationView(bool Mail, string TimeZone, int DigestHour, QuietHours? Quiet, IReadOnlyDictionary<string, string> Kinds);

/// <summary>What is left out is as usual.</summary>
internal sealed record NotificationRequest(string? TimeZone, int? DigestHour, QuietRequest? Quiet, IReadOnlyDictionary<string, string?>? Kinds)
{
    private const int LongestName = 100;

    public Wishes Checked()
    {
        var check = new Check()
            .That(TimeZone is null || IsZone(TimeZone), "timeZone", "must be the name of a time zone such as Europe/Berlin")
            .That(DigestHour is null or (>= 0 and <= 23), "digestHour", "must be an hour from 0 to 23");
        if (Quiet is not null)
        {
            check.That(QuietHours.Parse(Quiet.From) is not null, "quiet.from", "must be a time such as 22:00")
                .That(QuietHours.Parse(Quiet.To) is not null, "quiet.to", "must be a time such as 07:00")
                .That(Quiet.From != Quiet.To, "quiet.to", "must be another time than from");
        }

        foreach (var (kind, choice) in Kinds ?? new Dictionary<string, string?>())
        {
            if (Wishes.AllKinds.Contains(kind))
            {
                check.OneOf(choice, $"kinds.{kind}", Wishes.Choices);
            }
            else
            {
                check.That(false, "kinds", $"must be of {string.Join(", ", Wishes.AllKinds)}"); // what somebody sent as a name is not repeated
            }
        }

        check.Throw();
        var usual = Wishes.Usual;
        return new(
            TimeZone ?? usual.TimeZone, DigestHour ?? usual.DigestHour, Quiet is null ? null : new(Quiet.From!, Quiet.To!),
            Wishes.AllKinds.ToDictionary(k => k, k => Kinds?.GetValueOrDefault(k) ?? usual.ChoiceOf(k)));
    }

    private static bool IsZone(string name) => name.Length is > 0 and <= LongestName && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;
}

internal sealed record QuietRequest(string? From, string? To);

/// <summary>Everybody's own, and nobody else's: no route names another account.</summary>
internal static class NotificationRoutes
{
    public static void MapNotifications(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/identity/notifications", async (HttpContext context, WishTable table, MailSwitch mail) =>
        {
            var wishes = await table.OfAsync(context.Caller().Account, context.RequestAborted);
            return Results.Ok(new NotificationView(mail.IsOn, wishes.TimeZone, wishes.DigestHour, wishes.Quiet, wishes.Kinds));
        }).For(CallerKind.Seat).WithSummary("Which mails I get and when").Produces<NotificationView>();
        routes.MapPut("/api/identity/notifications", PutAsync).For(CallerKind.Seat)
            .WithSummary("Choose which mails I get and when").Accepts<NotificationRequest>("application/json").Produces(204);
    }

    private static async Task<IResult> PutAsync(HttpContext context, AccountsDb db, Idempotency idempotency)
    {
        var account = context.Caller().Account;
        var wishes = (await context.ReadAsync<NotificationRequest>()).Checked();
        return await idempotency.RunAsync(context, async (key, cancellationToken) =>
        {
            var answer = Answer.Empty();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await StoredStatements.RunAsync(db, [WishTable.Keep(account, wishes), .. key.Keep(answer)], cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return answer;
        });
    }
}
