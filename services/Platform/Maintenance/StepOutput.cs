using System.Globalization;

namespace Coc.Platform.Maintenance;

/// <summary>Sentences of a step to the terminal: results on the one stream, progress and refusals on the other.</summary>
internal sealed class StepOutput(string service) : IProgress<long>
{
    public const int Broken = 1;
    public const int Misused = 2;

    public void Report(long value) => Console.Error.WriteLine($"  {service}: {Count(value)} events");

    public void Say(string sentence) => Console.Out.WriteLine($"{service}: {sentence}");

    public static int Refuse(string sentence, int code = Broken)
    {
        Console.Error.WriteLine(sentence);
        return code;
    }

    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
