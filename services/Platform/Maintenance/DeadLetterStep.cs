using Coc.Platform.Messaging.DeadLetters;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Coc.Platform.Maintenance;

/// <summary>The one-shot step <c>deadletters</c>: list, show, replay and discard what this service could not handle.</summary>
internal static class DeadLetterStep
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    public static async Task<int> RunAsync(WebApplication app, string[] arguments)
    {
        using var limit = new CancellationTokenSource(Patience);
        var queues = ActivatorUtilities.CreateInstance<DeadLetterQueues>(app.Services);
        return arguments switch
        {
            ["list"] => await ListAsync(queues, limit.Token),
            ["show", var queue, var id] when Knows(queues, queue, id, out var which) => await ShowAsync(queues, queue, which, limit.Token),
            ["replay", var queue] when queues.Names.Contains(queue) => Said(await queues.ReplayAsync(queue, null, limit.Token), "replayed"),
            ["replay", var queue, var id] when Knows(queues, queue, id, out var which) => Said(await queues.ReplayAsync(queue, which, limit.Token), "replayed"),
            ["discard", var queue, var id, { Length: > 0 } reason] when Knows(queues, queue, id, out var which) =>
                Said(await queues.DiscardAsync(queue, which, reason, limit.Token) ? 1 : 0, "discarded"),
            ["discarded"] => await DiscardedAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), limit.Token),
            ["show" or "replay" or "discard", var queue, ..] when !queues.Names.Contains(queue) =>
                StepOutput.Refuse($"There is no queue '{queue}': ./coc deadletters prints those that hold something.", StepOutput.Misused),
            ["show" or "replay" or "discard", _, var id, ..] when !Guid.TryParse(id, out _) => StepOutput.Refuse($"'{id}' is not the id of a message: ./coc deadletters prints it.", StepOutput.Misused),
            _ => Misused(),
        };
    }

    private static bool Knows(DeadLetterQueues queues, string queue, string id, out Guid which) => Guid.TryParse(id, out which) & queues.Names.Contains(queue);

    private static async Task<int> ListAsync(DeadLetterQueues queues, CancellationToken cancellationToken)
    {
        foreach (var letter in await queues.ListAsync(null, cancellationToken))
        {
            Console.WriteLine($"{letter.Queue,-44} {letter.Id}  {letter.Contract,-22} event {letter.Origin?.Event}  {letter.Kind}  since {letter.Since}  attempts {letter.Attempts}");
        }

        return 0;
    }

    private static async Task<int> ShowAsync(DeadLetterQueues queues, string queue, Guid id, CancellationToken cancellationToken)
    {
        if ((await queues.ListAsync(queue, cancellationToken)).FirstOrDefault(l => l.Id == id) is not { } letter)
        {
            return Said(0, "found");
        }

        Console.WriteLine($"queue     {letter.Queue}\nmessage   {letter.Id}\ncontract  {letter.Contract}\nkind      {letter.Kind}\nsince     {letter.Since}\nattempts  {letter.Attempts}\n{letter.Body}");
        return 0;
    }

    private static async Task<int> DiscardedAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select message_id, contract, event_id, kind, reason, discarded_at from mt.coc_discarded order by discarded_at");
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            Console.WriteLine($"{row.GetGuid(0)}  {row.GetString(1)}  event {row[2]}  {row.GetString(3)}  {row.GetFieldValue<DateTimeOffset>(5):O}  {row.GetString(4)}");
        }

        return 0;
    }

    private static int Said(int count, string what)
    {
        if (count == 0)
        {
            return StepOutput.Refuse($"Nothing was {what}: it is not there (any more). ./coc deadletters prints what is.");
        }

        Console.WriteLine($"{count} {what}");
        return 0;
    }

    private static int Misused()
    {
        Console.Error.WriteLine("Say ./coc deadletters list, discarded, show QUEUE ID, replay QUEUE [ID], or discard QUEUE ID REASON; queue and id as list prints them.");
        return 2;
    }
}
