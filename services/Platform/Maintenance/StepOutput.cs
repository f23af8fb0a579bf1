using System.Globalization;
using Coc.Platform.Http;
using Npgsql;

namespace Coc.Platform.Maintenance;

/// <summary>Sentences of a step to the terminal: results on the one stream, progress and refusals on the other.</summary>
internal sealed class StepOutput(string service) : IProgress<long>
{
    public const int Broken = 1;
    public const int Misused = 2;

    public const int NotDone = 3;

    public void Report(long value) => Console.Error.WriteLine($"  {service}: {Count(value)} events");

    public void Say(string sentence) => Console.Out.WriteLine($"{service}: {sentence}");

    public static int Refuse(string sentence, int code = Broken)
    {
        Console.Error.WriteLine(sentence);
        return code;
    }

    /// <summary>Runs a step; a database or a broker that does not answer is one sentence, not a stack of calls.</summary>
    public static async Task<int> OfAsync(Func<Task<int>> step)
    {
        try
        {
            return await step();
        }
        catch (Exception e) when (ProblemWriter.IsOutage(e) || e is OperationCanceledException or (NpgsqlException and not PostgresException)
            or PostgresException { SqlState: "55000" or "28000" or "28P01" or "3D000" })
        {
            return Refuse($"The database or the broker does not answer ({Kind(e)}): look at ./coc status, then try again.", NotDone);
        }
    }

    private static string Kind(Exception e) => e is PostgresException { SqlState: var state } ? $"SQL {state}" : e.GetType().Name;

    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
