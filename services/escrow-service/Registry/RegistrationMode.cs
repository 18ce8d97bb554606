namespace Pengcheng.Escrow.Registry;

/// <summary>In which order the registry does its parts; it changes the guards and nothing else.</summary>
public enum RegistrationMode
{
    /// <summary>Transfer, cancellation of the old mortgage and new mortgage in one go, before the new loan is disbursed.</summary>
    SimultaneousTriple,

    /// <summary>顺位抵押: transfer and a second-rank mortgage first; the old mortgage is cancelled after the old loan is paid.</summary>
    SequentialMortgage,

    /// <summary>双预告登记: advance notices of transfer and mortgage first; pay off, cancel, then convert both.</summary>
    DoublePreNotice,
}

/// <summary>What a mode demands of the registration's progress.</summary>
/// <param name="LendersMayDisburse">The gate for the new loans and for paying off the old ones.</param>
/// <param name="SeveralApplications">Whether a later part is applied for under its own acceptance number.</param>
public sealed record RegistrationGuards(Func<Registration, bool> LendersMayDisburse, bool SeveralApplications)
{
    private static readonly RegistrationGuards Simultaneous = new(r => r.IsComplete, false);
    private static readonly RegistrationGuards Sequential = new(r => r.HasTransfer && r.HasNewMortgages, true);
    private static readonly RegistrationGuards PreNotice = new(r => r.HasAdvanceNotices || r.IsComplete, true);

    /// <summary>The guards of a mode.</summary>
    public static RegistrationGuards Of(RegistrationMode mode) => mode switch
    {
        RegistrationMode.SimultaneousTriple => Simultaneous,
        RegistrationMode.SequentialMortgage => Sequential,
        RegistrationMode.DoublePreNotice => PreNotice,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };
}
