using Coc.Contracts;
using Coc.Contracts.Channel;
using Coc.Identity.Accounts;
using Coc.Integration.Fixtures;
using Coc.Integration.Identity;
using Coc.Platform;
using Coc.Platform.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Coc.Integration.Mailing;

/// <summary>Identity on its bus, with a mail server; the other services tell what waits and for whom.</summary>
public sealed class MailingIdentity(PostgresServer server, RabbitServer rabbit) : IAsyncLifetime
{
    private readonly DirectoryInfo credentials = Directory.CreateTempSubdirectory("coc-test-credentials-");

    public ServiceApp App { get; private set; } = null!;

    public Listener Others { get; private set; } = null!;

    public MailReceiver Receiver { get; private set; } = null!;

    /// <summary>For whom each thing waits, as its owner would say; what is not here waits for nobody.</summary>
    public Dictionary<Guid, (bool Urgent, HashSet<Guid> Accounts)> Waits { get; } = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Receiver = await MailReceiver.StartAsync();
        var broker = await rabbit.VirtualHostAsync();
        Others = await Listener.StartAsync<SomethingWaits>(broker);
        var service = IdentityApp.Service(credentials.FullName, _ => { });
        App = await ServiceApp.StartAsync(server, service with
        {
            Add = (builder, settings) =>
            {
                foreach (var (name, value) in Settings(Receiver.Port))
                {
                    builder.Configuration[name] = value;
                }

                service.Add(builder, settings);
            },
        }, broker);
        App.Neighbours.Answer<WaitingQuestion>("POST /internal/waiting", q =>
        {
            lock (Waits)
            {
                return Waits.TryGetValue(q.Thing, out var of) ? new WaitingAnswer(of.Urgent, ["sextant"], [], [.. q.People.Select(p => p.Account).Where(of.Accounts.Contains)]) : null;
            }
        });
    }

    public static Dictionary<string, string> Settings(int port) => new()
    {
        ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = port.ToString(), ["Mail:Tls"] = "none", ["Mail:From"] = "news@post.example", ["Mail:Collect"] = "00:00:00",
    };

    public async ValueTask DisposeAsync()
    {
        await Others.DisposeAsync();
        await App.DisposeAsync();
        await Receiver.DisposeAsync();
        credentials.Delete(recursive: true);
    }

    /// <summary>Somebody with a seat of sextant.</summary>
    internal async Task<(Guid Account, string Address)> SeatAsync(string name, bool joined = true)
    {
        var address = IdentityApp.Unique(name);
        var account = Account.IdOf(address);
        await ExecuteAsync(
            "insert into app.accounts (id, email, normalized_email, email_confirmed, name, security_stamp, password_hash) values ($1, $2, $2, $3, 'Somebody Somewhere', 'x', 'x')", account, address, joined);
        await ExecuteAsync(
            "insert into app.memberships (seat, account, body, role, chair, appointment, position) values ($1, $2, 'sextant', 'member', false, 'elected', 1)", Guid.NewGuid(), account);
        return (account, address);
    }

    /// <summary>A thing that waits for these; told on the bus.</summary>
    internal async Task<SomethingWaits> SayAsync(string kind, bool urgent, params Guid[] accounts)
    {
        var (thing, guard) = (Guid.NewGuid(), Guid.NewGuid());
        lock (Waits)
        {
            Waits[thing] = (urgent, [.. accounts]);
        }

        var message = new SomethingWaits(
            new Origin(Ids.New(), guard, 1, new Dictionary<string, long>(), "sextant", null, Ids.New(), null, "system", null, null, 1, Now, null), "cases", [new WaitingThing(kind, thing, Now)]);
        await Others.SayAsync(message);
        return message;
    }

    internal DateTimeOffset Now => App.Services.GetRequiredService<DomainClock>().GetUtcNow();

    internal void Forget(SomethingWaits message)
    {
        lock (Waits)
        {
            Waits.Remove(message.Things[0].Thing);
        }
    }

    internal Task ComesAsync(string address, int count = 1) =>
        Eventually.TrueAsync(() => Task.FromResult(Receiver.To(address).Count >= count), $"{count} mails to {address} did not come", TimeSpan.FromSeconds(60));

    internal Task QueuedAsync(Guid account) =>
        Eventually.TrueAsync(async () => await CountAsync("select count(*) from app.mail_news where recipient = $1", account) > 0, "nothing was queued", TimeSpan.FromSeconds(60));

    internal async Task<long> CountAsync(string sql, params object[] values)
    {
        await using var command = App.Daemon.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    internal async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = App.Daemon.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        await command.ExecuteNonQueryAsync(Token);
    }
}
