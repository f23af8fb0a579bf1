namespace Coc.Liaison.Features.Importing;

/// <summary>A file that cannot be imported, in one sentence for the one who runs the import. Nothing of it was applied.</summary>
internal sealed class ImportFailure(string sentence) : Exception(sentence)
{
    public static ImportFailure At(string file, int line, string column, string wrong) => new($"{Place(file, line, column)}: {wrong}.");

    public static string Place(string file, int line, string column) => $"{Path.GetFileName(file)}, line {line}, column {column}";
}
