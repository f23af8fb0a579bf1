using Coc.Portal.Pages.Parts;

namespace Coc.Portal.Features.WorkingOnCases;

/// <summary>What can be said about a form before anything is sent, in the reader's language.</summary>
internal static class CommandCheck
{
    public static void Check(CommandForm command, FormState form, CommandSetting setting)
    {
        foreach (var field in command.Fields)
        {
            if (!CommandBody.IsReadable(field, form))
            {
                form.Wrong(field.Name, setting.Words[field.Kind == FieldKind.Instant ? "NotAnInstant" : "NotPlaces"]);
            }
            else if (field.Required && CommandBody.ValueOf(field, form) is null && !HasNothingToChoose(field, setting))
            {
                form.Wrong(field.Name, Missing(command, field, setting));
            }
        }

        command.Check?.Invoke(form, setting);
    }

    // An interim measure in a case in which nobody is identified yet names nobody.
    private static bool HasNothingToChoose(CommandField field, CommandSetting setting) => !field.InPath && field.Choices is { } choices && choices(setting).Count == 0;

    private static string Missing(CommandForm command, CommandField field, CommandSetting setting) =>
        setting.Words[$"Missing.{CommandLabels.Plain(field)}"] is { ResourceNotFound: false } own ? own.Value : setting.Words["Missing", CommandLabels.Label(setting.Words, command.Command, field)];
}
