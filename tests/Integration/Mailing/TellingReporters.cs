using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Coc.Contracts;
using Coc.Contracts.Cases;
using Coc.Contracts.Channel;
using Coc.Contracts.Intake;
using Coc.Integration.Fixtures;
using Coc.Integration.Intake;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Mailing;

/// <summary>Intake on its bus, with a mail server.</summary>
public sealed class MailingIntake(PostgresServer server, RabbitServer rabbit) : IAsyncLifetime
{
    public ServiceApp App { get; private set; } = null!;

    public Listener Others { get; private set; } = null!;

    public MailReceiver Receiver { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Receiver = await MailReceiver.StartAsync();
        var broker = await rabbit.VirtualHostAsync();
        Others = await Listener.StartAsync<ReportReceived>(broker);
        App = await ServiceApp.StartAsync(server, IntakeApp.Service with
        {
            Add = (builder, settings) =>
            {
                foreach (var (name, value) in MailingIdentity.Settings(Receiver.Port))
                {
                    builder.Configuration[name] = value;
                }

                IntakeApp.Service.Add(builder, settings);
            },
        }, broker, IntakeApp.Bodies);
    }

    public async ValueTask DisposeAsync()
    {
        await Others.DisposeAsync();
        await App.DisposeAsync();
        await Receiver.DisposeAsync();
    }
}

/// <summary>Reporters are told that there is news, where they allowed it and left an address; nothing else is said, and the address stays sealed.</summary>
public sealed class TellingReporters(MailingIntake intake) : IClassFixture<MailingIntake>
{
    private const string Canary = "canaryofthereporter";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reporter_who_allowed_it_is_told_that_there_is_news()
    {
        var address = Address();
        var report = await FileAsync(address, mayWrite: true);
        var message = await WriteAsync(report);
        await intake.Others.SayAsync(message);

        await ComesAsync(address);
        await MarkAsync();

        var mail = intake.Receiver.To(address).ShouldHaveSingleItem();
        (mail.From, mail.Subject).ShouldBe(("news@post.example", "There is news for you"));
        foreach (var telling in new[] { Canary, "sextant", "conduct", "report", "committee", "code", "http", "://", report.ToString(), message.Case.ToString(), message.Message.ToString() })
        {
            mail.Text.ShouldNotContain(telling, Case.Insensitive);
        }

        (await PlaintextSearch.HitsAsync(intake.App.Database, address, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_question_about_consent_is_news_too()
    {
        var address = Address();
        var report = await FileAsync(address, mayWrite: true);
        await intake.Others.SayAsync(new ConsentAsked(Origin(Guid.NewGuid()), Guid.NewGuid(), report, "parent", "meridian", DateTimeOffset.UnixEpoch.AddYears(60)));

        await ComesAsync(address);
    }

    [Fact]
    public async Task Who_did_not_allow_it_or_left_no_address_is_told_nothing()
    {
        var (forbidden, words) = (Address(), $"ring me, or {Address()}");
        foreach (var report in new[] { await FileAsync(forbidden, mayWrite: false), await FileAsync(words, mayWrite: true), await FileAsync(null, mayWrite: true) })
        {
            await WriteAsync(report);
            (await CountAsync("select count(*) from app.mail_news where recipient = $1", report)).ShouldBe(0);
        }

        await MarkAsync();
        intake.Receiver.To(forbidden).ShouldBeEmpty();
        intake.Receiver.Mails.ShouldAllBe(m => !words.Contains(m.To));
    }

    [Fact]
    public async Task Three_messages_while_the_server_is_dead_are_one_mail()
    {
        var address = Address();
        await intake.Receiver.DownAsync();
        var report = await FileAsync(address, mayWrite: true);
        for (var i = 0; i < 3; i++)
        {
            await WriteAsync(report);
        }

        await Eventually.TrueAsync(async () => await CountAsync("select count(*) from app.mail_news where recipient = $1", report) == 3, "not everything was queued");
        await intake.Receiver.UpAsync();
        await ComesAsync(address);
        await MarkAsync();
        intake.Receiver.To(address).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Two_weeks_after_the_decision_they_are_asked_how_they_fare_unless_it_was_taken_up_again()
    {
        var (asked, again) = (Address(), Address());
        var (one, other) = (await FileAsync(asked, mayWrite: true), await FileAsync(again, mayWrite: true));
        await MovedAsync(one, "decided");
        await MovedAsync(other, "decided");
        await MovedAsync(other, "investigating");
        (await CountAsync("select count(*) from app.mail_news where recipient = $1 and kind = 'checkIn'", one)).ShouldBe(3);
        await MarkAsync();
        intake.Receiver.To(asked).ShouldBeEmpty("it is too early");

        intake.App.Services.GetRequiredService<DomainClock>().Offset += TimeSpan.FromDays(14) + TimeSpan.FromMinutes(1);

        await ComesAsync(asked);
        await MarkAsync();
        (intake.Receiver.To(asked).Count, intake.Receiver.To(again).Count).ShouldBe((1, 0));
    }

    private async Task MovedAsync(Guid report, string state)
    {
        var inCase = Guid.NewGuid();
        await intake.Others.SayAsync(new CaseProgressed(Origin(inCase), inCase, [report], state, null, null));
        await Eventually.TrueAsync(async () => await CountAsync("select count(*) from mt.mt_events where stream_id = $1 and type = 'case_moved' and data ->> 'state' = $2", report, state) == 1, $"{state} was not heard");
    }

    private async Task MarkAsync()
    {
        var last = Address();
        await WriteAsync(await FileAsync(last, mayWrite: true));
        await ComesAsync(last);
    }

    private Task ComesAsync(string address) =>
        Eventually.TrueAsync(() => Task.FromResult(intake.Receiver.To(address).Count > 0), $"no mail to {address}", TimeSpan.FromSeconds(60));

    private async Task<MessageToReporter> WriteAsync(Guid report)
    {
        var (inCase, message) = (Guid.NewGuid(), Guid.NewGuid());
        intake.App.Neighbours.Answer($"GET /internal/cases/{inCase}/messages/{message}", new MessageText(message, DateTimeOffset.UnixEpoch, $"{Canary} {message}"));
        var told = new MessageToReporter(Origin(inCase), inCase, report, message);
        await intake.Others.SayAsync(told);
        await Eventually.TrueAsync(async () => await CountAsync("select count(*) from mt.mt_events where stream_id = $1 and type = 'committee_wrote' and data ->> 'message' = $2", report, message.ToString()) == 1, "the words did not come");
        return told;
    }

    private async Task<Guid> FileAsync(string? contact, bool mayWrite)
    {
        using var http = intake.App.AsPublic();
        http.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var answer = await http.PostAsJsonAsync(
            "/api/reports", new { description = Canary, projects = new[] { "sextant" }, language = "de", reporter = new { kind = "named", name = Canary, contact, mayWrite } }, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("report").GetGuid();
    }

    private async Task<long> CountAsync(string sql, params object[] values)
    {
        await using var command = intake.App.Daemon.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    private static string Address() => $"ana-{Guid.NewGuid():N}@people.example";

    private static Origin Origin(Guid stream) =>
        new(Guid.NewGuid(), stream, 1, new Dictionary<string, long>(), "sextant", null, Guid.NewGuid(), null, "system", null, null, 1, DateTimeOffset.UnixEpoch, null);
}
