namespace Pengcheng.Escrow;

/// <summary>Every reason for which escrow-service says no: opening a deal, its parties, lenders and the registry.</summary>
public static partial class EscrowErrors
{
    public static readonly Error DealNotFound = new("escrow.deal-not-found", 404,
        "There is no such deal.", "没有此托管单。");
    public static readonly Error NotTheAccountBank = new("escrow.not-the-account-bank", 403,
        "Only the bank that keeps the escrow account may report on it, and on no other account.", "只有托管专户的开户行可以报送该专户的信息,且仅限该专户。");
    public static readonly Error NotAParty = new("escrow.not-a-party", 403,
        "{subject} is neither a buyer nor a seller of this deal.", "{subject} 既非买方也非卖方。");
    public static readonly Error DealExists = new("escrow.deal-exists", 409,
        "Deal {dealNo} is already open.", "托管单 {dealNo} 已存在。");
    public static readonly Error UnitHasLiveDeal = new("escrow.unit-has-live-deal", 409,
        "Unit {value} already has a live deal.", "不动产单元 {value} 已有进行中的托管单。");
    public static readonly Error AcceptanceTaken = new("escrow.acceptance-taken", 409,
        "Acceptance number {value} belongs to another deal.", "受理号 {value} 属于另一托管单。");
    public static readonly Error ApplicationUnknown = new("escrow.application-unknown", 404,
        "The deal has no application under the acceptance number {acceptanceNo}.", "本单没有受理号为 {acceptanceNo} 的登记申请。");
    public static readonly Error ApplicationUsed = new("escrow.application-used", 409,
        "The registry has told of a registration under {acceptanceNo}: it can no longer be withdrawn.", "登记中心已就受理号 {acceptanceNo} 告知登记结果，不能再撤回。");
    public static readonly Error DealNoTaken = new("escrow.deal-no-taken", 409,
        "Deal number {value} is already in use.", "托管单号 {value} 已被使用。");
    public static readonly Error AmountNotPositive = new("escrow.amount-not-positive", 422,
        "{field} must be above zero.", "{field} 必须大于零。");
    // Money rule 1.
    public static readonly Error FundingEquation = new("escrow.funding-equation", 422,
        "Down payment and new loans make {sum}, but the price is {price}: they must be equal to the fen.",
        "首付款与新贷款合计 {sum}，而房价为 {price}：两者须分毫不差。");
    public static readonly Error PartiesInvalid = new("escrow.parties-invalid", 422,
        "A deal needs at least one buyer and one seller, each named once, with a bank account of its own.", "托管单至少需要一名买方和一名卖方，每人只列一次，并各有自己的银行账户。");
    public static readonly Error SharesInvalid = new("escrow.shares-invalid", 422,
        "The sellers' shares must be above zero and add up to 10000bp; they make {sum}.", "卖方份额须大于零且合计为 10000bp，现合计 {sum}。");
    public static readonly Error LoansInvalid = new("escrow.loans-invalid", 422,
        "A deal needs at least one old loan, each old loan once, and at most one new loan per lender.", "托管单至少有一笔原贷款，每笔只列一次；每家新贷款机构最多一笔贷款。");
    public static readonly Error NameInvalid = new("escrow.name-invalid", 422,
        "The account holder's name must have 1 to 140 characters without line breaks.", "账户名须为 1 至 140 个字符，且不含换行。");
    public static readonly Error DealEnded = new("escrow.deal-ended", 409,
        "The deal has ended or is being ended ({status}).", "托管单已结束或正在结束（{status}）。");
    public static readonly Error WrongState = new("escrow.wrong-state", 409,
        "This is not possible while the deal is in state {status}.", "托管单处于 {status} 状态，不能进行此操作。");
    public static readonly Error TitleNotScreened = new("escrow.title-not-screened", 409,
        "The title has not been found clean yet.", "产权尚未核查通过。");
    public static readonly Error NotASigner = new("escrow.not-a-signer", 422,
        "{signer} is not a party to this agreement.", "{signer} 不是本协议的签署方。");
    public static readonly Error NotASeller = new("escrow.not-a-seller", 422,
        "{subject} does not sell in this deal.", "{subject} 不是本单卖方。");
    public static readonly Error NotYourLoan = new("escrow.not-your-loan", 404,
        "The lender {lender} has no such loan in this deal.", "贷款机构 {lender} 在本单中没有此笔贷款。");
    public static readonly Error ApprovalDiffers = new("escrow.approval-differs", 422,
        "The approval is for {approved}, but the deal counts on {agreed}.", "批贷金额为 {approved}，而本单约定为 {agreed}。");
    public static readonly Error ApprovalExpired = new("escrow.approval-expired", 422,
        "The approval was valid until {validUntil} only.", "批贷有效期仅至 {validUntil}。");
    public static readonly Error ApprovalTooLong = new("escrow.approval-too-long", 422,
        "The approval is valid until {validUntil}, more than {years} years ahead.", "批贷有效期至 {validUntil}，超过 {years} 年。");
    public static readonly Error AccountNotAtLender = new("escrow.account-not-at-lender", 422,
        "The account must be held at the lender {lender} itself.", "账户须开立于贷款机构 {lender}。");
    public static readonly Error LoanAlreadyDisbursed = new("escrow.loan-already-disbursed", 409,
        "The lender {lender} has already disbursed.", "贷款机构 {lender} 已放款。");
    public static readonly Error QuoteInvalid = new("escrow.quote-invalid", 422,
        "The payoff quote of loan {loanNo} does not add up.", "贷款 {loanNo} 的结清报价各项之和不符。");
    public static readonly Error CollectionAccountChanged = new("escrow.collection-account-changed", 409,
        "The collection account of loan {loanNo} was fixed by the first quote.", "贷款 {loanNo} 的收款账户已由首次报价确定。");
    public static readonly Error QuoteMissing = new("escrow.quote-missing", 409,
        "An old lender has not quoted the payoff yet.", "原贷款机构尚未提供结清报价。");
    public static readonly Error DepositIncomplete = new("escrow.deposit-incomplete", 409,
        "Of the down payment {missing} is still missing.", "首付款还差 {missing}。");
    public static readonly Error LoanNotApproved = new("escrow.loan-not-approved", 409,
        "A new lender has not given its word yet.", "新贷款尚未全部批准。");
    // Money rule 2.
    public static readonly Error CoverageShort = new("escrow.coverage-short", 409,
        "The money of the deal does not cover the old loans and the buffer: the seller must add {missing}.", "本单资金不足以覆盖原贷款及缓冲金：卖方须补足 {missing}。");
    public static readonly Error OnHold = new("escrow.on-hold", 409,
        "The deal is on hold: {reason}.", "托管单被暂停：{reason}。");
}
