using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Coc.Integration.Fixtures;

/// <summary>A mail as it came over the wire.</summary>
public sealed record ReceivedMail(string From, string To, string Raw)
{
    public string MessageId => Header("Message-Id");

    public string Subject => Header("Subject");

    /// <summary>What comes after the empty line.</summary>
    public string Text => Raw[(Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    public string Header(string name) => Raw[..Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n")
        .FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)) is { } line ? line[(name.Length + 1)..].Trim() : "";
}

/// <summary>A real SMTP server on loopback (SmtpServer), which can go down and come up again on its port, ask for a sign-in, speak TLS and refuse.</summary>
public sealed class MailReceiver : IAsyncDisposable
{
    private readonly (string User, string Password)? account;
    private readonly X509Certificate2? certificate;
    private CancellationTokenSource? running;
    private Task serving = Task.CompletedTask;

    private MailReceiver(int port, (string User, string Password)? account, X509Certificate2? certificate) => (Port, this.account, this.certificate) = (port, account, certificate);

    public int Port { get; }

    /// <summary>Everything taken, in order.</summary>
    public ConcurrentQueue<ReceivedMail> Mails { get; } = new();

    /// <summary>Answers to a recipient; null takes the mail.</summary>
    public Func<string, SmtpResponse?> Answer { get; set; } = _ => null;

    /// <summary>Takes the next mail to this address and says that it is going down instead of that it has it.</summary>
    public string? DeniesOnce { get; set; }

    public static async Task<MailReceiver> StartAsync(int? port = null, (string User, string Password)? account = null, X509Certificate2? certificate = null)
    {
        var receiver = new MailReceiver(port ?? FreePort(), account, certificate);
        await receiver.UpAsync();
        return receiver;
    }

    public IReadOnlyList<ReceivedMail> To(string address) => [.. Mails.Where(m => m.To == address)];

    public async Task UpAsync()
    {
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").MaxRetryCount(3)
            .Endpoint(e =>
            {
                e.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).AuthenticationRequired(account is not null);
                if (certificate is not null)
                {
                    e.Certificate(certificate);
                }
            }).Build();
        var services = new ServiceProvider();
        services.Add((IMessageStore)new Store(this));
        services.Add((IMailboxFilter)new Filter(this));
        if (account is { } wanted)
        {
            services.Add((IUserAuthenticator)new DelegatingUserAuthenticator((user, password) => (user, password) == wanted));
        }

        running = new CancellationTokenSource();
        serving = new SmtpServer.SmtpServer(options, services).StartAsync(running.Token);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await AnswersAsync())
        {
            await tick.WaitForNextTickAsync(deadline.Token);
        }
    }

    public async Task DownAsync()
    {
        if (running is null)
        {
            return;
        }

        await running.CancelAsync();
        try
        {
            await serving;
        }
        catch (OperationCanceledException)
        {
            // that is how it ends
        }

        running.Dispose();
        running = null;
    }

    public async ValueTask DisposeAsync() => await DownAsync();

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // Below the range of outgoing connections: nobody takes it while the server is down.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20000, 32000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // taken; the next one
            }
        }
    }

    private sealed class Store(MailReceiver receiver) : MessageStore
    {
        public override Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            foreach (var to in transaction.To)
            {
                receiver.Mails.Enqueue(new(transaction.From.AsAddress(), to.AsAddress(), Encoding.UTF8.GetString(buffer.ToArray())));
            }

            var denies = transaction.To.Any(t => t.AsAddress() == receiver.DeniesOnce);
            receiver.DeniesOnce = denies ? null : receiver.DeniesOnce;
            return Task.FromResult(denies ? new SmtpResponse(SmtpReplyCode.ServiceUnavailable, "going down") : SmtpResponse.Ok);
        }
    }

    private sealed class Filter(MailReceiver receiver) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            receiver.Answer(to.AsAddress()) is { } answer ? throw new SmtpResponseException(answer) : Task.FromResult(true);
    }
}
