import type { Preset } from "../preset.js";

/** JD, seller centre, order export. One row per article; the order's amounts are repeated on each. */
export const jdOrders: Preset = {
  id: "jd-orders",
  title: "a JD order export",
  role: "transactions",
  signature: ["订单号", "商品ID", "下单时间", "京东价", "订单金额", "订单状态", ["下单帐号", "下单账号"]],
  columns: {
    order_id: "订单号",
    customer_id: ["下单帐号", "下单账号"],
    customer_name: "客户姓名",
    phone: "联系电话",
    date: "下单时间",
    amount: ["结算金额", "订单金额"],
    status: "订单状态",
    product: "商品名称",
    sku: "商品ID",
    quantity: "订购数量",
    unit_price: "京东价",
    shipping: "运费金额",
    channel: ["订单渠道", "订单来源"],
    note: ["订单备注", "商家备注"],
  },
  ignore: ["应付金额", "余额支付", "订单金额", "货号", "付款确认时间", "订单完成时间", "订单来源", "商家备注"],
  amountPer: "order",
  rules: [
    { class: "cancelled", when: { header: "订单状态", contains: ["取消", "删除"] } },
    { class: "unpaid", when: { header: "订单状态", contains: ["等待付款", "待付款", "未付款"] } },
    { class: "refund", when: { header: "订单状态", contains: ["已退款", "退款完成"] } },
  ],
  notes: ["The amount is 结算金额, counted once per order; 应付金额 lacks what was paid from the balance."],
};
