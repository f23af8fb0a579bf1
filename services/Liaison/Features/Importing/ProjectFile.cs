using System.Globalization;
using System.Text;
using Coc.Liaison.Domain.Bodies;
using Coc.Liaison.Features.AddingBodies;
using CsvHelper;

namespace Coc.Liaison.Features.Importing;

/// <summary>Reads the projects of a foundation from CSV; the first thing that is wrong names its line and column.</summary>
internal static class ProjectFile
{
    private const long Largest = 10 * 1024 * 1024;
    private static readonly string[] Columns = ["slug", "name", "maturity", "maintainers", "employers", "largest_employer_share", "handling"];
    private static readonly string[] Maturities = ["graduated", "incubating", "sandbox", "archived"];

    public static IReadOnlyList<ProjectRow> Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new ImportFailure($"{path} is not there.");
        }

        if (new FileInfo(path).Length > Largest)
        {
            throw new ImportFailure($"{Path.GetFileName(path)} is larger than 10 MB.");
        }

        return Read(File.ReadAllBytes(path), path);
    }

    public static IReadOnlyList<ProjectRow> Read(byte[] bytes, string file)
    {
        using var csv = CsvReader.FromText(Text(bytes, file), new CsvReaderOptions
        {
            Separator = ',', TrimWhitespace = true, TrackLineNumbers = true, MalformedData = CsvMalformedDataHandling.Throw, IncludeValuesInExceptions = false,
        });
        try
        {
            Header(csv, file);
            var rows = new List<ProjectRow>();
            var seen = new Dictionary<string, int>();
            while (csv.Read())
            {
                var row = Row(csv, file);
                if (!seen.TryAdd(row.Slug, row.Line))
                {
                    throw ImportFailure.At(file, row.Line, "slug", $"'{row.Slug}' stands in line {seen[row.Slug]} already");
                }

                rows.Add(row);
            }

            return rows.Count > 0 ? rows : throw new ImportFailure($"{Path.GetFileName(file)} has a header but no rows.");
        }
        catch (CsvFormatException e)
        {
            throw ImportFailure.At(file, (int)e.LineNumber, e.FieldIndex >= 0 ? Columns.ElementAtOrDefault(e.FieldIndex) ?? "(any)" : "(any)", "a quotation mark is out of place");
        }
    }

    private static string Text(byte[] bytes, string file)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw ImportFailure.At(file, 1 + bytes.AsSpan(0, Math.Max(e.Index, 0)).Count((byte)'\n'), "(any)", "the file is not UTF-8 text");
        }
    }

    private static void Header(CsvReader csv, string file)
    {
        csv.ReadHeader();
        if (csv.Headers.Count == 0)
        {
            throw new ImportFailure($"{Path.GetFileName(file)} is empty.");
        }

        foreach (var column in Columns)
        {
            if (csv.Headers.Count(h => h == column) != 1)
            {
                throw ImportFailure.At(file, 1, column, $"the header has to name it once; expected is {string.Join(',', Columns)}");
            }
        }
    }

    private static ProjectRow Row(CsvReader csv, string file)
    {
        var line = (int)csv.LineNumber;
        if (csv.FieldCount != csv.Headers.Count)
        {
            var column = csv.FieldCount < csv.Headers.Count ? csv.Headers[csv.FieldCount] : "(beyond the last)";
            throw ImportFailure.At(file, line, column, $"the row has {csv.FieldCount} fields, the header {csv.Headers.Count}");
        }

        var slug = Field("slug", BodyRules.IsSlug, "is not lower-case letters, digits and single hyphens, at most 63");
        var name = Field("name", v => v.Length is > 0 and <= BodyRules.LongestName && !v.Any(char.IsControl), "is not a name of 1 to 200 characters");
        var maturity = Field("maturity", Maturities.Contains, $"is not one of {string.Join(", ", Maturities)}");
        var maintainers = Number("maintainers");
        var employers = Number("employers");
        var share = Share("largest_employer_share");
        var handling = Field("handling", BodyRules.Handlings.Contains, "is not one of own, foundation");
        return new(line, slug, name, handling, new ProjectFigures(maturity, maintainers, employers, share));

        string Field(string column, Func<string, bool> fits, string otherwise)
        {
            var value = csv.GetString(column);
            return fits(value) ? value : throw ImportFailure.At(file, line, column, $"'{Shortened(value)}' {otherwise}");
        }

        int Number(string column) => int.Parse(
            Field(column, v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out _), "is not a whole number"), CultureInfo.InvariantCulture);

        decimal Share(string column) => decimal.Parse(
            Field(column, v => decimal.TryParse(v, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n is >= 0 and <= 1, "is not a number from 0 to 1"),
            CultureInfo.InvariantCulture);
    }

    private static string Shortened(string value) => new([.. value.Take(40).Select(c => char.IsControl(c) ? '·' : c)]);
}

/// <summary>One project of the file.</summary>
internal sealed record ProjectRow(int Line, string Slug, string Name, string Handling, ProjectFigures Figures);
