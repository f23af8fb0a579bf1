using System.Globalization;
using System.Text.Json;

namespace Coc.Benchmarks.Measuring;

/// <summary>One measured figure. Ratios are to what the same machine did raw in the same run; a missed target is reported as missed.</summary>
internal sealed record Row(string Name, double Value, string Unit, double? Raw, double? Ratio, string Target, bool Met)
{
    /// <summary>A rate that should reach a share of the raw rate.</summary>
    public static Row AtLeast(string name, double value, string unit, double raw, double share) =>
        new(name, value, unit, raw, value / raw, string.Create(CultureInfo.InvariantCulture, $"ratio >= {share}"), value / raw >= share);

    /// <summary>A rate with something on, against the rate without it: one piece of work may take so much longer.</summary>
    public static Row CostsAtMost(string name, double value, string unit, double raw, double share) =>
        new(name, value, unit, raw, value / raw, string.Create(CultureInfo.InvariantCulture, $"ratio >= 1/{1 + share}"), raw / value <= 1 + share);

    /// <summary>A rate beside another, without a target.</summary>
    public static Row Beside(string name, double value, string unit, double raw) => new(name, value, unit, raw, value / raw, "", true);

    /// <summary>A figure that may be so many times the other.</summary>
    public static Row Within(string name, double value, string unit, double raw, double times) =>
        new(name, value, unit, raw, value / raw, string.Create(CultureInfo.InvariantCulture, $"ratio <= {times}"), value / raw <= times);

    /// <summary>A rate of its own.</summary>
    public static Row Over(string name, double value, string unit, double limit) =>
        new(name, value, unit, null, null, string.Create(CultureInfo.InvariantCulture, $">= {limit}"), value >= limit);

    /// <summary>A figure that should stay under a limit; beside it what the least of its kind took in the same minute.</summary>
    public static Row Under(string name, double value, string unit, double limit, double? raw = null) =>
        new(name, value, unit, raw, value / raw, string.Create(CultureInfo.InvariantCulture, $"< {limit}"), value < limit);

    /// <summary>A figure without a target of its own.</summary>
    public static Row Figure(string name, double value, string unit) => new(name, value, unit, null, null, "", true);
}

/// <summary>The table on the screen and the list in <c>artifacts/bench/NAME.json</c>.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Pretty = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(string name, IReadOnlyList<Row> rows, string folder)
    {
        Console.WriteLine();
        Console.WriteLine($"{"row",-52} {"value",12} {"unit",-10} {"raw",12} {"ratio",7}  {"target",-16} met");
        foreach (var row in rows)
        {
            Console.WriteLine($"{row.Name,-52} {Number(row.Value),12} {row.Unit,-10} {Number(row.Raw),12} {Number(row.Ratio),7}  {row.Target,-16} {(row.Target.Length == 0 ? "" : row.Met ? "yes" : "MISSED")}");
        }

        var targets = rows.Where(r => r.Target.Length > 0).ToList();
        Console.WriteLine();
        Console.WriteLine($"{targets.Count(r => r.Met)} of {targets.Count} targets met");
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{name}.json");
        File.WriteAllText(file, JsonSerializer.Serialize(
            rows.Select(r => new { row = r.Name, value = r.Value, unit = r.Unit, raw = r.Raw, ratio = r.Ratio, target = r.Target, met = r.Met }), Pretty));
        Console.WriteLine($"written to {Path.GetRelativePath(Environment.CurrentDirectory, file)}");
    }

    private static string Number(double? value) => value is { } v ? v.ToString(v >= 100 ? "0" : "0.00", CultureInfo.InvariantCulture) : "";
}
