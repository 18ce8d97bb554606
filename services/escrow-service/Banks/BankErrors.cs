namespace Pengcheng.Escrow.Banks;

/// <summary>Errors that are a partner's, not the caller's.</summary>
public static class BankErrors
{
    public static readonly Error Silent = new("escrow.bank-silent", 503,
        "The account bank does not answer. Nothing was recorded; try again later.", "开户行无应答,未作任何记录,请稍后重试。");
}
