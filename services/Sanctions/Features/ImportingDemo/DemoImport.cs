using System.Text.Json;
using Coc.EventStore;
using Coc.Platform;
using Npgsql;

namespace Coc.Sanctions.Features.ImportingDemo;

/// <summary>The one-shot <c>import demo FILE</c>: spaces and who looks after them, from the demo foundation. Again and again changes nothing.</summary>
internal static class DemoImport
{
    public static async Task<bool> RunIfAskedAsync(string[] args)
    {
        if (args is not ["import", "demo", var file, ..])
        {
            return false;
        }

        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var connection = configuration["Database:Service"] ?? throw new InvalidOperationException("Database__Service is not set");
        await using var stream = File.OpenRead(file);
        var demo = await JsonSerializer.DeserializeAsync<DemoFile>(stream, JsonSerializerOptions.Web) ?? throw new InvalidOperationException($"{file} is empty");
        await using var database = EventStoreConnections.Open(connection);
        foreach (var body in demo.Spaces.GroupBy(s => s.Body))
        {
            await WriteAsync(database, body.Key, [.. body.Select(s => (s.Space, s.Executors.Select(e => SeatOf(demo, e)).ToArray()))]);
        }

        return true;
    }

    private static Guid SeatOf(DemoFile demo, string email)
    {
        var seat = demo.Seats.FirstOrDefault(s => s.Email == email && s.Role is "executor" or "moderator")
            ?? throw new InvalidOperationException($"{email} looks after a space without a seat that may");
        return Ids.V5(Guid.Empty, $"seat:{seat.Body}:{seat.Email}:{seat.Role}");
    }

    private static async Task WriteAsync(NpgsqlDataSource database, string body, IReadOnlyList<(string Space, Guid[] Executors)> spaces)
    {
        await using var batch = database.AsTenant(body);
        foreach (var (space, executors) in spaces)
        {
            batch.Add("insert into app.spaces (tenant_id, space, executors) values ($1, $2, $3) on conflict do nothing", body, space, executors);
        }

        await batch.ExecuteNonQueryAsync();
    }

    private sealed record DemoFile(IReadOnlyList<DemoSpace> Spaces, IReadOnlyList<DemoSeat> Seats);

    private sealed record DemoSpace(string Body, string Space, IReadOnlyList<string> Executors);

    private sealed record DemoSeat(string Body, string Email, string Role);
}
