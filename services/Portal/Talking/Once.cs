using Coc.Portal.Pages.Parts;

namespace Coc.Portal.Talking;

/// <summary>The key under which a form is sent, so that it is taken once: pressed twice, opened anew, or sent again after the answer was lost. It is made with the form and travels in it.</summary>
internal static class Once
{
    /// <summary>Name of the hidden field.</summary>
    public const string Field = "once";

    public static string New() => SendingOnce.NewKey();

    /// <summary>The form for another try. Its key is kept: what may have arrived must not be taken twice. Only where it did arrive, with other words, a new one is needed to send these.</summary>
    public static FormState After(Refusal refused, FormState form) => refused.Code == "idempotencyKeyReused" ? form.With(Field, New()) : form;
}
